'use strict';

const { readFileSync } = require('node:fs');
const { signWebhooks } = require('./webhook-signing');

module.exports = {
  /**
   * register() and not bootstrap(): in between, Strapi loads the stored webhooks and runs the plugins' bootstrap(),
   * and their events could leave unsigned. An error here stops the start.
   */
  register({ strapi }) {
    signWebhooks(strapi, signingKey(process.env));
  },
};

function signingKey({ STRAPI_WEBHOOK_SECRET: secret, STRAPI_WEBHOOK_PRIVATE_KEY_FILE: keyFile }) {
  // Container tools pass on a variable without a value as an empty one, so empty means not set.
  if (Boolean(secret) === Boolean(keyFile)) {
    throw new Error(
      `Set STRAPI_WEBHOOK_SECRET or STRAPI_WEBHOOK_PRIVATE_KEY_FILE; ${secret ? 'both are' : 'neither is'} set now.` +
        ' Make a secret with: openssl rand -hex 32' +
        ', or a key file with: openssl genpkey -algorithm ed25519 -out webhook-private.pem'
    );
  }
  return keyFile ? { privateKey: readKeyFile(keyFile) } : { secret };
}

function readKeyFile(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // Only the code: the message quotes the path, which is the key itself where someone mistook the two.
    throw new Error(
      `STRAPI_WEBHOOK_PRIVATE_KEY_FILE cannot be read (${error.code}). Set it to the path of a PEM file.`
    );
  }
}
