'use strict';

const { createHmac, createPrivateKey, sign } = require('node:crypto');

const MINIMUM_SECRET_BYTES = 16;
const MAKE_SECRET = 'openssl rand -hex 32';
const MAKE_KEY = 'openssl genpkey -algorithm ed25519 -out webhook-private.pem';

// In the global symbol registry, so that a second copy of this file finds the mark of the first.
const SIGNED = Symbol.for('strapi-webhooks.signed');

/**
 * Signs every webhook that this Strapi project sends. Call it once, from register() in src/index.js.
 *
 *   X-Webhook-Timestamp: <milliseconds since 1970>
 *   X-Webhook-Signature: sha256=<lower-case hex>    HMAC-SHA256 with the secret, or
 *                        ed25519=<padded Base64>    Ed25519 with the private key
 *
 * What is signed: timestamp + "." + body, in UTF-8.
 *
 * @param {any} strapi the Strapi 4 or 5 instance that register() gets
 * @param {object} options exactly one of secret and privateKey
 * @param {string} [options.secret] at least 16 bytes in UTF-8; used as it is, hex text is not decoded
 * @param {string} [options.privateKey] the text of an Ed25519 key, PKCS#8 PEM
 * @param {() => number} [options.clock] the time in milliseconds, for tests
 * @throws {Error} when the key is unusable, this Strapi has no runner, or its webhooks are signed already
 */
function signWebhooks(strapi, { secret, privateKey, clock = Date.now } = {}) {
  const signatureOf = createSigner(secret, privateKey);
  const runner = findRunner(strapi);
  if (runner[SIGNED]) {
    throw new Error('The webhooks of this Strapi are signed already. Call signWebhooks() once.');
  }
  const send = runner.fetch;

  // The last stop before the network: here the body is the final text.
  runner.fetch = (url, init) => {
    if (typeof init?.body !== 'string') {
      // Thrown, not a rejected promise: Strapi would turn that into a status that nobody logs.
      throw new TypeError('Webhook not sent: its body is not a string, so there are no exact bytes to sign.');
    }
    const timestamp = String(clock());
    const headers = replaceHeaders(init.headers ?? {}, {
      'X-Webhook-Timestamp': timestamp,
      'X-Webhook-Signature': signatureOf(Buffer.from(`${timestamp}.${init.body}`, 'utf8')),
    });
    return send.call(runner, url, { ...init, headers });
  };
  Object.defineProperty(runner, SIGNED, { value: true });
}

/** Checks the key at once: a mistake should stop the start of Strapi, not show at the first event. */
function createSigner(secret, privateKey) {
  if ((secret == null) === (privateKey == null)) {
    throw new Error(`Pass either { secret } (${MAKE_SECRET}) or { privateKey } (${MAKE_KEY}) to signWebhooks().`);
  }
  if (privateKey != null) {
    const key = readPrivateKey(privateKey);
    return (bytes) => `ed25519=${sign(null, bytes, key).toString('base64')}`;
  }
  checkSecret(secret);
  return (bytes) => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

function checkSecret(secret) {
  if (typeof secret !== 'string' || secret.trim() === '') {
    throw new Error(`The webhook secret is blank or not a string. Make one with: ${MAKE_SECRET}`);
  }
  if (secret.trim() !== secret) {
    // Nearly always a copying mistake, and the receiver refuses such a secret.
    throw new Error(`The webhook secret begins or ends with white space. Remove it, or make one with: ${MAKE_SECRET}`);
  }
  const bytes = Buffer.byteLength(secret, 'utf8');
  if (bytes < MINIMUM_SECRET_BYTES) {
    throw new Error(
      `The webhook secret has ${bytes} bytes, at least ${MINIMUM_SECRET_BYTES} are needed.` +
        ` Make one with: ${MAKE_SECRET}`
    );
  }
}

function readPrivateKey(pem) {
  let key;
  try {
    key = createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    // Dropped: what a parser says may quote what it read.
  }
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new Error(
      'The webhook privateKey is not the text of an Ed25519 private key without passphrase' +
        ` (PKCS#8 PEM, -----BEGIN PRIVATE KEY-----). Make one with: ${MAKE_KEY}`
    );
  }
  return key;
}

/** Strapi 5 has get(), which throws for a name that it does not know; Strapi 4 has a property. */
function findRunner(strapi) {
  let cause;
  for (const read of [() => strapi.get?.('webhookRunner'), () => strapi.webhookRunner]) {
    try {
      const runner = read();
      if (typeof runner?.fetch === 'function') return runner;
    } catch (error) {
      cause ??= error;
    }
  }
  throw new Error('No webhookRunner.fetch to sign with. Call signWebhooks() from register() of Strapi 4 or 5.', {
    cause,
  });
}

/**
 * Copies the headers, with ours in place of any look-alike that was typed in the admin panel: a receiver refuses a
 * signature that comes twice. Pairs and Headers objects become pairs, because names may repeat there.
 */
function replaceHeaders(headers, ours) {
  const hasPairs = typeof headers[Symbol.iterator] === 'function';
  const names = Object.keys(ours).map((name) => name.toLowerCase());
  const others = (hasPairs ? [...headers] : Object.entries(headers)).filter(
    ([name]) => !names.includes(name.toLowerCase())
  );
  const all = [...others, ...Object.entries(ours)];
  return hasPairs ? all : Object.fromEntries(all);
}

module.exports = { signWebhooks };
