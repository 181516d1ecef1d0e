'use strict';

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { createHmac, createPublicKey, generateKeyPairSync, verify } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { after, afterEach, beforeEach, describe, it } = require('node:test');
const { inspect } = require('node:util');
const { register } = require('../src/index');
const serverConfig = require('../config/server');

const SECRET = '0123456789abcdef0123456789abcdef';
const BODY = '{"event":"entry.create","createdAt":"2026-01-01T00:00:00.000Z","entry":{"title":"Zoë 🎉\\n"}}';
const VARIABLES = ['STRAPI_WEBHOOK_SECRET', 'STRAPI_WEBHOOK_PRIVATE_KEY_FILE'];

const folder = mkdtempSync(join(tmpdir(), 'strapi-sender-'));
const keyFile = join(folder, 'webhook-private.pem');
const bodyFile = join(folder, 'body.json');
const keys = generateKeyPairSync('ed25519');
writeFileSync(keyFile, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
writeFileSync(bodyFile, BODY);
after(() => rmSync(folder, { recursive: true }));

describe('register()', () => {
  const saved = {};

  beforeEach(() => {
    for (const name of VARIABLES) {
      saved[name] = process.env[name];
      delete process.env[name];
    }
  });

  afterEach(() => {
    for (const name of VARIABLES) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
  });

  function signatureOfDelivery() {
    const webhookRunner = { fetch: (url, init) => init.headers['X-Webhook-Signature'] };
    register({ strapi: { webhookRunner } });
    return webhookRunner.fetch('https://receiver.example/', { body: BODY });
  }

  it('signs with the secret', () => {
    process.env.STRAPI_WEBHOOK_SECRET = SECRET;
    assert.match(signatureOfDelivery(), /^sha256=/);
  });

  it('signs with the key file', () => {
    process.env.STRAPI_WEBHOOK_PRIVATE_KEY_FILE = keyFile;
    assert.match(signatureOfDelivery(), /^ed25519=/);
  });

  it('takes an empty variable as not set', () => {
    process.env.STRAPI_WEBHOOK_SECRET = '';
    process.env.STRAPI_WEBHOOK_PRIVATE_KEY_FILE = keyFile;
    assert.match(signatureOfDelivery(), /^ed25519=/);
  });

  it('refuses to start when neither variable is set', () => {
    assert.throws(signatureOfDelivery, {
      message: /_SECRET or STRAPI_WEBHOOK_PRIVATE_KEY_FILE; neither is set.*openssl rand.*openssl genpkey/,
    });
  });

  it('refuses to start when both variables are set', () => {
    process.env.STRAPI_WEBHOOK_SECRET = SECRET;
    process.env.STRAPI_WEBHOOK_PRIVATE_KEY_FILE = keyFile;
    assert.throws(signatureOfDelivery, (error) => {
      assert.match(error.message, /both are set/);
      assert.ok(!error.stack.includes(SECRET));
      return true;
    });
  });

  it('refuses to start with a weak secret', () => {
    process.env.STRAPI_WEBHOOK_SECRET = 'short';
    assert.throws(signatureOfDelivery, { message: /5 bytes, at least 16/ });
  });

  it('refuses to start when the key file is missing', () => {
    process.env.STRAPI_WEBHOOK_PRIVATE_KEY_FILE = join(folder, 'missing.pem');
    assert.throws(signatureOfDelivery, { message: /STRAPI_WEBHOOK_PRIVATE_KEY_FILE cannot be read \(ENOENT\)/ });
  });

  it('does not print a key that was set in place of its path', () => {
    const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
    process.env.STRAPI_WEBHOOK_PRIVATE_KEY_FILE = pem;
    assert.throws(signatureOfDelivery, (error) => {
      assert.match(error.message, /path of a PEM file/);
      assert.ok(!inspect(error).includes(pem.split('\n')[1]));
      return true;
    });
  });
});

describe('config/server.js', () => {
  function configOf(variables) {
    const env = Object.assign((name, fallback) => variables[name] ?? fallback, {
      int: (name, fallback) => Number(variables[name] ?? fallback),
      bool: (name, fallback) => (name in variables ? variables[name] === 'true' : fallback),
      array: (name, fallback) => variables[name]?.split(',') ?? fallback,
    });
    return serverConfig({ env });
  }

  it('sends the token with every webhook', () => {
    assert.deepEqual(configOf({ STRAPI_WEBHOOK_TOKEN: SECRET, APP_KEYS: 'a,b' }), {
      host: '0.0.0.0',
      port: 1337,
      app: { keys: ['a', 'b'] },
      webhooks: { populateRelations: false, defaultHeaders: { Authorization: `Bearer ${SECRET}` } },
    });
  });

  for (const variables of [{}, { STRAPI_WEBHOOK_TOKEN: '' }]) {
    it(`sends no made-up token where none is set: ${JSON.stringify(variables)}`, () => {
      assert.deepEqual(configOf(variables).webhooks.defaultHeaders, {});
    });
  }
});

describe('sign-file.js', () => {
  const script = join(__dirname, '..', 'sign-file.js');

  function environment(variables) {
    const rest = Object.entries(process.env).filter(([name]) => !VARIABLES.includes(name));
    return { ...Object.fromEntries(rest), ...variables };
  }

  function signFile(variables) {
    const env = environment(variables);
    const output = execFileSync(process.execPath, [script, bodyFile], { env, encoding: 'utf8' });
    const { headers, bodyBase64, ...rest } = JSON.parse(output);
    assert.deepEqual(rest, {});
    assert.equal(Buffer.from(bodyBase64, 'base64').toString('utf8'), BODY);
    assert.equal(headers['Content-Type'], 'application/json');
    const [algorithm, ...signature] = headers['X-Webhook-Signature'].split('=');
    return { algorithm, signature: signature.join('='), signed: `${headers['X-Webhook-Timestamp']}.${BODY}` };
  }

  it('prints what is sent with a secret', () => {
    const { algorithm, signature, signed } = signFile({ STRAPI_WEBHOOK_SECRET: SECRET });

    assert.equal(algorithm, 'sha256');
    assert.equal(signature, createHmac('sha256', SECRET).update(signed).digest('hex'));
  });

  it('prints what is sent with a key file', () => {
    const { algorithm, signature, signed } = signFile({ STRAPI_WEBHOOK_PRIVATE_KEY_FILE: keyFile });

    assert.equal(algorithm, 'ed25519');
    assert.equal(signature.length, 88);
    const publicKey = createPublicKey(keys.publicKey.export({ type: 'spki', format: 'pem' }));
    assert.ok(verify(null, Buffer.from(signed), publicKey, Buffer.from(signature, 'base64')));
  });

  it('fails without a key, and prints nothing to use', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, bodyFile], {
      env: environment({}),
      encoding: 'utf8',
    });

    assert.notEqual(status, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /neither is set/);
  });
});
