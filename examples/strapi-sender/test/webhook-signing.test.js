'use strict';

const assert = require('node:assert/strict');
const { createPublicKey, generateKeyPairSync, verify } = require('node:crypto');
const { describe, it } = require('node:test');
const { inspect } = require('node:util');
const { signWebhooks } = require('../src/webhook-signing');

// Made without this code: HMACs by another implementation, the Ed25519 signature by OpenSSL with RFC 8032's test key 1.
const SECRET = "It's a Secret to Everybody";
const TIME = 1700000000000;
const UNICODE_BODY =
  '{"event":"entry.publish","createdAt":"2023-11-14T22:13:20.000Z","model":"article",' +
  '"entry":{"id":1,"title":"Zoë – 東京 🎉"}}';
const HMAC_VECTORS = {
  'plain text': ['Hello, World!', 'eab40694e8a28eef35c4c3e75e8a3552815315ba87e155a5c01e6bac315d6343'],
  'trigger-test': [
    '{"event":"trigger-test","createdAt":"2023-11-14T22:13:20.000Z"}',
    '08630112ac9a551745eb49bb88b4e426d8373769e63fe7598abbd6a42b46287b',
  ],
  'unicode': [UNICODE_BODY, '29884f4fc720e838048cc02912d66ea950719d0a73ce1b3df061c39d7ecfe196'],
  'line ends': [
    '{"event":"trigger-test",\r\n"createdAt":"2023-11-14T22:13:20.000Z"}\r\n',
    '7795a03e4fd330ba108b023c6d47f67806a07409d0959c4af883638abebf0001',
  ],
  'empty body': ['', '9a6625bbdec8c3cd4e36dc76b60949779e8a7e298972c82fb40639585ad7c94e'],
};
const RFC_SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const RFC_PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const RFC_PEM = pem('PRIVATE KEY', '302e020100300506032b657004220420' + RFC_SEED);
const RFC_SIGNATURE = 'pv9boJzcNfX/ZA3tUq5corop3K1nA3ogpRP+798/jaDvc7nXIGmQp15cTiFa5CrIuJaiXRytBnRY/H2ZkXvUDQ==';

const TIMESTAMP_HEADER = 'X-Webhook-Timestamp';
const SIGNATURE_HEADER = 'X-Webhook-Signature';
const URL = 'https://receiver.example/hooks';

function pem(label, hex) {
  return `-----BEGIN ${label}-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END ${label}-----\n`;
}

/** A runner that keeps what it is told to send, and a Strapi 5 around it. */
function fakeStrapi() {
  const sent = [];
  const response = { ok: true, status: 200 };
  const runner = {
    fetch(url, init) {
      sent.push({ url, init, self: this });
      return Promise.resolve(response);
    },
  };
  const strapi = {
    get(name) {
      if (name !== 'webhookRunner') throw new Error(`Could not resolve service ${name}`);
      return runner;
    },
  };
  return { strapi, runner, sent, response };
}

async function send(init, options = { secret: SECRET }) {
  const { strapi, runner, sent } = fakeStrapi();
  signWebhooks(strapi, { clock: () => TIME, ...options });
  await runner.fetch(URL, init);
  assert.equal(sent.length, 1);
  return sent[0];
}

describe('HMAC', () => {
  for (const [name, [body, hex]] of Object.entries(HMAC_VECTORS)) {
    it(`matches the vector "${name}"`, async () => {
      const { init } = await send({ body });

      assert.deepEqual(init.headers, { [TIMESTAMP_HEADER]: String(TIME), [SIGNATURE_HEADER]: `sha256=${hex}` });
    });
  }

  it('matches a delivery that a Strapi 5.54.0 server sent', async () => {
    const { init } = await send(
      { body: '{"event":"trigger-test","createdAt":"2026-11-23T09:45:33.348Z"}' },
      { secret: 'lab-webhook-secret-0123456789abcdef', clock: () => 1795427133348 }
    );

    assert.equal(
      init.headers[SIGNATURE_HEADER],
      'sha256=ae6c09625cc371f0f4f93b8b54cad27879729ad85240b7738a7e512414cbccce'
    );
  });

  it('accepts a secret of 16 bytes that has fewer characters', async () => {
    await send({ body: '{}' }, { secret: 'é'.repeat(8) });
  });
});

describe('Ed25519', () => {
  it('matches the signature that OpenSSL makes', async () => {
    const { init } = await send({ body: UNICODE_BODY }, { privateKey: RFC_PEM });

    assert.deepEqual(init.headers, {
      [TIMESTAMP_HEADER]: String(TIME),
      [SIGNATURE_HEADER]: `ed25519=${RFC_SIGNATURE}`,
    });
  });

  it('verifies with the public key, and not for another body', async () => {
    const { init } = await send({ body: UNICODE_BODY }, { privateKey: RFC_PEM });
    const publicKey = createPublicKey(pem('PUBLIC KEY', '302a300506032b6570032100' + RFC_PUBLIC));
    const signature = Buffer.from(init.headers[SIGNATURE_HEADER].slice('ed25519='.length), 'base64');

    assert.equal(verify(null, Buffer.from(`${TIME}.${UNICODE_BODY}`), publicKey, signature), true);
    assert.equal(verify(null, Buffer.from(`${TIME}.${UNICODE_BODY} `), publicKey, signature), false);
  });

  it('accepts a PEM file with Windows line ends', async () => {
    const { init } = await send({ body: UNICODE_BODY }, { privateKey: RFC_PEM.replaceAll('\n', '\r\n') });

    assert.equal(init.headers[SIGNATURE_HEADER], `ed25519=${RFC_SIGNATURE}`);
  });
});

describe('time', () => {
  it('is the current time in milliseconds unless a clock is given', async () => {
    const before = Date.now();
    const { init } = await send({ body: '{}' }, { secret: SECRET, clock: undefined });

    assert.match(init.headers[TIMESTAMP_HEADER], /^\d{13}$/);
    assert.ok(Number(init.headers[TIMESTAMP_HEADER]) >= before);
    assert.ok(Number(init.headers[TIMESTAMP_HEADER]) <= Date.now());
  });

  it('is read anew for each delivery', async () => {
    const { strapi, runner, sent } = fakeStrapi();
    let now = TIME;
    signWebhooks(strapi, { secret: SECRET, clock: () => now++ });
    await runner.fetch(URL, { body: '{}' });
    await runner.fetch(URL, { body: '{}' });

    const [first, second] = sent.map(({ init }) => init.headers);
    assert.equal(first[TIMESTAMP_HEADER], '1700000000000');
    assert.equal(second[TIMESTAMP_HEADER], '1700000000001');
    assert.notEqual(first[SIGNATURE_HEADER], second[SIGNATURE_HEADER]);
  });
});

describe('headers', () => {
  const [BODY, HEX] = HMAC_VECTORS['trigger-test'];
  const OURS = [
    [TIMESTAMP_HEADER, String(TIME)],
    [SIGNATURE_HEADER, `sha256=${HEX}`],
  ];

  it('of a plain object keep their names, values and order', async () => {
    const { init } = await send({
      body: BODY,
      headers: {
        'X-WEBHOOK-SIGNATURE': 'sha256=forged',
        'Authorization': 'Bearer token',
        'x-webhook-timestamp': '1',
        'X-Webhook-Signature': 'sha256=forged',
        'content-type': 'text/plain',
        'X-Strapi-Event': 'trigger-test',
        'Content-Type': 'application/json',
        'X-Webhook-Signature-Old': 'kept',
      },
    });

    assert.equal(Object.getPrototypeOf(init.headers), Object.prototype);
    assert.deepEqual(Object.entries(init.headers), [
      ['Authorization', 'Bearer token'],
      ['content-type', 'text/plain'],
      ['X-Strapi-Event', 'trigger-test'],
      ['Content-Type', 'application/json'],
      ['X-Webhook-Signature-Old', 'kept'],
      ...OURS,
    ]);
  });

  it('of a Headers object are kept, repeated cookies included', async () => {
    const headers = new Headers([
      ['X-Strapi-Event', 'trigger-test'],
      ['x-WEBHOOK-signature', 'sha256=forged'],
      ['X-Webhook-Timestamp', '1'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
    const { init } = await send({ body: BODY, headers });

    assert.deepEqual(init.headers, [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-strapi-event', 'trigger-test'],
      ...OURS,
    ]);
    assert.equal(headers.get(SIGNATURE_HEADER), 'sha256=forged', "the caller's object is not changed");
  });

  it('of an array of pairs are kept, repeated names included', async () => {
    const headers = [
      ['X-Tag', 'one'],
      ['x-webhook-SIGNATURE', 'sha256=forged'],
      ['X-Tag', 'two'],
      ['X-WEBHOOK-TIMESTAMP', '1'],
    ];
    const { init } = await send({ body: BODY, headers });

    assert.deepEqual(init.headers, [['X-Tag', 'one'], ['X-Tag', 'two'], ...OURS]);
    assert.equal(headers.length, 4, "the caller's array is not changed");
  });

  for (const headers of [undefined, null]) {
    it(`may be ${headers}`, async () => {
      const { init } = await send({ body: BODY, headers });

      assert.deepEqual(init.headers, Object.fromEntries(OURS));
    });
  }

  it('are what fetch puts into a request, each once, for every form', async () => {
    const pairs = [
      ['X-Webhook-signature', 'sha256=forged'],
      ['X-Strapi-Event', 'trigger-test'],
    ];
    for (const headers of [Object.fromEntries(pairs), new Headers(pairs), pairs]) {
      const { url, init } = await send({ method: 'post', body: BODY, headers });
      const request = new Request(url, init);

      assert.equal(request.headers.get(SIGNATURE_HEADER), `sha256=${HEX}`);
      assert.equal(request.headers.get(TIMESTAMP_HEADER), String(TIME));
      assert.equal(request.headers.get('X-Strapi-Event'), 'trigger-test');
    }
  });
});

describe('the call of the inner fetch', () => {
  it('gets the same url, body and other settings, and its own runner as "this"', async () => {
    const { strapi, runner, sent } = fakeStrapi();
    signWebhooks(strapi, { secret: SECRET });
    const signal = AbortSignal.timeout(10000);
    await runner.fetch(URL, { method: 'post', body: UNICODE_BODY, signal, timeout: 10000 });

    const { headers, ...rest } = sent[0].init;
    assert.deepEqual(rest, { method: 'post', body: UNICODE_BODY, signal, timeout: 10000 });
    assert.equal(sent[0].url, URL);
    assert.equal(sent[0].self, runner);
    assert.ok(headers[SIGNATURE_HEADER]);
  });

  it('does not change what the caller passed', async () => {
    const headers = Object.freeze({ 'x-webhook-signature': 'sha256=forged', 'X-Strapi-Event': 'trigger-test' });
    const init = Object.freeze({ method: 'post', body: '{}', headers });
    const sent = await send(init);

    assert.notEqual(sent.init, init);
    assert.deepEqual(init, {
      method: 'post',
      body: '{}',
      headers: { 'x-webhook-signature': 'sha256=forged', 'X-Strapi-Event': 'trigger-test' },
    });
  });

  it('returns its response', async () => {
    const { strapi, runner, response } = fakeStrapi();
    signWebhooks(strapi, { secret: SECRET });

    assert.equal(await runner.fetch(URL, { body: '{}' }), response);
  });

  it('passes on its failure', async () => {
    const failure = new Error('connect ECONNREFUSED');
    const runner = { fetch: () => Promise.reject(failure) };
    signWebhooks({ webhookRunner: runner }, { secret: SECRET });

    await assert.rejects(runner.fetch(URL, { body: '{}' }), failure);
  });

  const notText = { undefined: {}, null: { body: null }, object: { body: {} }, bytes: { body: Buffer.from('{}') } };
  for (const [name, init] of Object.entries({ 'no init': undefined, ...notText })) {
    it(`does not happen for a body that is not a string: ${name}`, () => {
      const { strapi, runner, sent } = fakeStrapi();
      signWebhooks(strapi, { secret: SECRET });

      assert.throws(() => runner.fetch(URL, init), { name: 'TypeError', message: /not a string/ });
      assert.equal(sent.length, 0);
    });
  }
});

describe('misconfiguration', () => {
  const pkcs8 = {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, ...pkcs8 });
  const ed25519 = generateKeyPairSync('ed25519', pkcs8);
  const locked = generateKeyPairSync('ed25519', {
    ...pkcs8,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'passphrase' },
  });

  const OPENSSL_SECRET = /openssl rand -hex 32/;
  const OPENSSL_KEY = /openssl genpkey -algorithm ed25519 -out /;
  const NOT_ED25519 = [/not the text of an Ed25519 private key/, OPENSSL_KEY];
  const CASES = {
    'no options': [undefined, /either/, OPENSSL_SECRET, OPENSSL_KEY],
    'no key': [{}, /either/, OPENSSL_SECRET, OPENSSL_KEY],
    'a variable that is not set': [{ secret: undefined }, /either/, OPENSSL_SECRET, OPENSSL_KEY],
    'two keys': [{ secret: SECRET, privateKey: RFC_PEM }, /either .* or /, OPENSSL_SECRET, OPENSSL_KEY],
    'empty secret': [{ secret: '' }, /blank/, OPENSSL_SECRET],
    'blank secret': [{ secret: ' \t '.repeat(10) }, /blank/, OPENSSL_SECRET],
    'secret that is not text': [{ secret: Buffer.alloc(32, 'k') }, /not a string/, OPENSSL_SECRET],
    'short secret': [{ secret: 'only-15-bytes-x' }, /15 bytes, at least 16/, OPENSSL_SECRET],
    'secret with a leading space': [{ secret: ` ${SECRET}` }, /white space/, OPENSSL_SECRET],
    'secret with a line end': [{ secret: `${SECRET}\n` }, /white space/, OPENSSL_SECRET],
    'empty privateKey': [{ privateKey: '' }, ...NOT_ED25519],
    'path as privateKey': [{ privateKey: '/etc/strapi/webhook-private.pem' }, ...NOT_ED25519],
    'damaged privateKey': [{ privateKey: RFC_PEM.replace('MC4C', 'AAAA') }, ...NOT_ED25519],
    'RSA privateKey': [{ privateKey: rsa.privateKey }, ...NOT_ED25519],
    'public key as privateKey': [{ privateKey: ed25519.publicKey }, ...NOT_ED25519],
    'privateKey with a passphrase': [{ privateKey: locked.privateKey }, ...NOT_ED25519],
    'privateKey that is not text': [{ privateKey: 42 }, ...NOT_ED25519],
  };

  for (const [name, [options, ...messages]] of Object.entries(CASES)) {
    it(`is refused, and not quoted: ${name}`, () => {
      const { strapi, runner } = fakeStrapi();
      const { fetch } = runner;

      assert.throws(
        () => signWebhooks(strapi, options),
        (error) => {
          for (const message of messages) assert.match(error.message, message);
          assertNotQuoted(options, error);
          return true;
        }
      );
      assert.equal(runner.fetch, fetch, 'the runner is left as it was');
    });
  }

  /** Everything a log could print of the error: message, stack and causes, compared with each line of the key. */
  function assertNotQuoted(options, error) {
    const printed = inspect(error, { depth: 10, showHidden: true });
    const lines = Object.values(options ?? {}).flatMap((key) => String(key ?? '').split('\n'));
    for (const line of lines.map((text) => text.trim()).filter((text) => text && !text.startsWith('-----'))) {
      assert.ok(!printed.includes(line), 'the error quotes the key');
    }
  }
});

describe('the runner', () => {
  it('is found by get(), as in Strapi 5', async () => {
    const { strapi, runner, sent } = fakeStrapi();
    signWebhooks(strapi, { secret: SECRET });
    await runner.fetch(URL, { body: '{}' });

    assert.match(sent[0].init.headers[SIGNATURE_HEADER], /^sha256=[0-9a-f]{64}$/);
  });

  it('is found as a property, as in Strapi 4', async () => {
    const { runner, sent } = fakeStrapi();
    signWebhooks({ webhookRunner: runner }, { secret: SECRET });
    await runner.fetch(URL, { body: '{}' });

    assert.match(sent[0].init.headers[SIGNATURE_HEADER], /^sha256=[0-9a-f]{64}$/);
  });

  it('is signed once where both ways lead to it', async () => {
    const { strapi, runner, sent } = fakeStrapi();
    signWebhooks({ ...strapi, webhookRunner: runner }, { secret: SECRET });
    await runner.fetch(URL, { body: '{}' });

    assert.equal(sent.length, 1);
  });

  it('is found as a property where get() throws', () => {
    const { runner } = fakeStrapi();
    const { fetch } = runner;
    const get = () => {
      throw new Error('Could not resolve service webhookRunner');
    };
    signWebhooks({ get, webhookRunner: runner }, { secret: SECRET });

    assert.notEqual(runner.fetch, fetch);
  });

  it('must be there', () => {
    for (const strapi of [{}, { webhookRunner: {} }, { get: () => undefined }]) {
      assert.throws(() => signWebhooks(strapi, { secret: SECRET }), { message: /webhookRunner\.fetch.*register\(\)/ });
    }
  });

  it('must be there, and the reason of get() is kept', () => {
    const cause = new Error('Invalid configuration provided to the webhookRunner');
    const strapi = {
      get() {
        throw cause;
      },
    };

    assert.throws(() => signWebhooks(strapi, { secret: SECRET }), { message: /webhookRunner\.fetch/, cause });
  });

  it('cannot be signed twice', async () => {
    const { strapi, runner, sent } = fakeStrapi();
    signWebhooks(strapi, { secret: SECRET, clock: () => TIME });
    const { fetch } = runner;

    assert.throws(() => signWebhooks(strapi, { secret: SECRET }), { message: /signed already/ });
    assert.throws(() => signWebhooks({ webhookRunner: runner }, { secret: SECRET }), { message: /signed already/ });
    assert.equal(runner.fetch, fetch);
    await fetch(URL, { body: 'Hello, World!' });
    assert.equal(sent[0].init.headers[SIGNATURE_HEADER], `sha256=${HMAC_VECTORS['plain text'][1]}`);
  });

  it('cannot be signed twice by a second copy of the file', () => {
    const { strapi } = fakeStrapi();
    signWebhooks(strapi, { secret: SECRET });
    const path = require.resolve('../src/webhook-signing');
    const loaded = require.cache[path];
    delete require.cache[path];
    try {
      const copy = require(path);
      assert.notEqual(copy.signWebhooks, signWebhooks);
      assert.throws(() => copy.signWebhooks(strapi, { secret: SECRET }), { message: /signed already/ });
    } finally {
      require.cache[path] = loaded;
    }
  });

  it('of another Strapi in the same process is another one', () => {
    signWebhooks(fakeStrapi().strapi, { secret: SECRET });
    signWebhooks(fakeStrapi().strapi, { secret: SECRET });
  });
});
