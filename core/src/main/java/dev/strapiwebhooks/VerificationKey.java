package dev.strapiwebhooks;

/** Key material that a signature is checked with. Its text form never shows it. */
public sealed interface VerificationKey permits WebhookSecret, Ed25519PublicKey {}
