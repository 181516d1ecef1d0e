package dev.strapiwebhooks.cli.explain;

/** The one table of what goes wrong with signatures, and how to mend it. */
enum Cause {
    SECRET_TRAILING_NEWLINE(
            "the secret that signs ends with a line break or blank, ours does not",
            "Trim the secret before it is used: process.env.WEBHOOK_SECRET.trim(); write secret files with printf, not echo.",
            "WebhookSecret.fromFile drops one line break by itself; a text from elsewhere has to be the same on both sides."),
    SECRET_SURROUNDING_BLANKS(
            "our secret has blanks or line breaks around it that the sender does not sign with",
            "Nothing to change.",
            "Remove the blanks from the file or variable; WebhookSecret refuses them for this reason."),
    SECRET_QUOTED(
            "one side's secret has quotation marks around it",
            "Look at the .env file: some loaders (docker --env-file) keep the quotes. Write the secret without them.",
            "Write the secret without quotation marks in the file or variable."),
    SECRET_HEX_DECODED(
            "the sender decodes the secret as hexadecimal and signs with those bytes",
            "Sign with the text as it is: crypto.createHmac('sha256', secret), not Buffer.from(secret, 'hex').",
            "Or decode here, too: WebhookSecret.of(HexFormat.of().parseHex(text))."),
    SECRET_BASE64_DECODED(
            "the sender decodes the secret as Base64 and signs with those bytes",
            "Sign with the text as it is: crypto.createHmac('sha256', secret), not Buffer.from(secret, 'base64').",
            "Or decode here, too: WebhookSecret.of(Base64.getDecoder().decode(text))."),
    SECRET_ASSIGNMENT(
            "one side's secret has the name in front of it, as in NAME=secret",
            "Look at how the .env file is read: the secret is what follows the equals sign.",
            "A secret file holds the secret alone; give a .env file to the environment and use WebhookSecret.fromEnv."),
    SECRET_CASE(
            "the two secrets differ in capital letters only",
            "Copy the secret anew, as it is.",
            "Copy the secret anew, as it is."),
    SECRET_BOM(
            "our secret starts with a byte order mark",
            "Nothing to change.",
            "Save the secret file as UTF-8 without a byte order mark."),
    SECRET_EMPTY(
            "the sender signs with an empty secret",
            "The variable was not set where it is signed: look for its name, and restart Strapi.",
            "Nothing to change: WebhookSecret refuses an empty secret."),
    SECRET_PREVIOUS(
            "the sender still signs with a previous secret",
            "Give Strapi the new secret and restart it.",
            "Keep both while you rotate: a key ring with the old key and an end in notAfter."),
    TIMESTAMP_SECONDS_SIGNED(
            "the sender signs seconds, but the header holds milliseconds",
            "Sign the very text that goes into X-Webhook-Timestamp: String(Date.now()).",
            "Nothing to change: the header's text is what has to be signed."),
    TIMESTAMP_MILLISECONDS_SIGNED(
            "the sender signs milliseconds, but the header holds seconds",
            "Sign the very text that goes into X-Webhook-Timestamp, and send milliseconds: String(Date.now()).",
            "Nothing to change: the header's text is what has to be signed."),
    TIMESTAMP_FROM_BODY(
            "the sender signs the body's createdAt in place of the header's timestamp",
            "Sign the text of X-Webhook-Timestamp.",
            "Nothing to change."),
    TIMESTAMP_NOT_SIGNED(
            "only the body is signed, without the timestamp",
            "Sign timestamp + '.' + body, so that nobody can send the body again with a new time.",
            "If the sender is Strapi's own X-Strapi-Signature-256, use SignatureScheme.strapiNative()."),
    TIMESTAMP_SIGNED(
            "a timestamp is signed with the body, but this scheme expects the body alone",
            "Nothing to change.",
            "Use the default scheme: WebhookVerifier.timestamped(secret)."),
    BODY_FIRST(
            "the body is signed before the timestamp", "Turn it round: timestamp + '.' + body.", "Nothing to change."),
    OTHER_SEPARATOR(
            "timestamp and body are joined with something else than a dot",
            "Join them with one dot: timestamp + '.' + body.",
            "Nothing to change."),
    BODY_COMPACTED(
            "the sender signs the body without white space, but sends it with",
            "Make the text once, JSON.stringify(payload), sign it and send the same text.",
            "If something between changes the body (a proxy, a framework), switch that off; never sign or verify parsed JSON."),
    BODY_PRETTY(
            "the sender signs an indented body, but sends another text",
            "Make the text once, JSON.stringify(payload), sign it and send the same text.",
            "Nothing to change."),
    BODY_SPACED(
            "the sender signs the body with blanks after commas and colons (as Python's json.dumps does)",
            "Make the text once, sign it and send the same text.",
            "Nothing to change."),
    BODY_TRAILING_NEWLINE(
            "a line break at the body's end is signed on one side and missing on the other",
            "Sign the text that is sent, to the last byte; with curl send files with --data-binary, because -d removes line breaks.",
            "Nothing may trim the body before it is verified. In a request saved by hand the editor may have added it: then nothing is wrong."),
    BODY_LINE_ENDS(
            "line ends were changed between signing and receiving (CRLF and LF)",
            "Sign the bytes that are sent; look for a text-mode file or an editor in between.",
            "Verify the raw bytes; nothing may read the body line by line before."),
    BODY_CHARSET(
            "the body was changed to another charset (UTF-8 and ISO-8859-1) between signing and receiving",
            "Sign and send UTF-8: Buffer.from(text, 'utf8').",
            "Verify the raw bytes; nothing may turn them into a String before, such as getReader()."),
    BODY_ESCAPED(
            "the sender signs the body with \\u escapes, but sends the characters themselves, or the other way round",
            "Make the text once, sign it and send the same text.",
            "Nothing to change."),
    BODY_BOM(
            "a byte order mark is on one side only",
            "Do not send a byte order mark.",
            "Nothing may add or remove one before the body is verified."),
    BODY_EMPTY_SIGNED(
            "the sender signs an empty body",
            "The text was not ready when it was signed: await it, or sign the string and not the stream.",
            "Nothing to change."),
    SIGNATURE_BASE64(
            "the signature is written in Base64, expected are hexadecimal digits",
            "Write it with .digest('hex').",
            "Nothing to change."),
    SIGNATURE_PREFIX(
            "the signature is right, but not written as sha256= and 64 hexadecimal digits",
            "Write it as 'sha256=' + hmac.digest('hex').",
            "Nothing to change."),
    DIGEST_SHA1(
            "the signature is made with SHA-1",
            "Use SHA-256: crypto.createHmac('sha256', secret).",
            "Nothing to change; SHA-1 is not accepted."),
    DIGEST_SHA512(
            "the signature is made with SHA-512",
            "Use SHA-256: crypto.createHmac('sha256', secret).",
            "Nothing to change."),
    DIGEST_WITHOUT_HMAC(
            "the signature is a plain SHA-256 over secret and text, not an HMAC",
            "Use crypto.createHmac('sha256', secret), not createHash.",
            "Nothing to change; a plain hash can be extended by others.");

    private final String what;
    private final String strapi;
    private final String java;

    Cause(String what, String strapi, String java) {
        this.what = what;
        this.strapi = strapi;
        this.java = java;
    }

    Finding proved() {
        return new Finding(name(), true, "The signature fits when this is assumed: " + what + ".", strapi, java);
    }
}
