'use strict';

const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { createServer } = require('node:http');
const { attempt, judge } = require('../webhook-outbox/attempt');
const { signWebhooks } = require('../../strapi-sender/src/webhook-signing');

const DELIVERY = {
  event: 'entry.update',
  body: '{"event":"entry.update","id":"b20559e5","sequence":2,"entry":{"title":"Zoë 🎉"}}',
};
const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('judge', () => {
  const outcome = (status, header = null) => judge(status, header, '', NOW).outcome;

  it('takes every 2xx for delivered', () => {
    for (const status of [200, 202, 204, 299]) assert.equal(outcome(status), 'delivered');
  });

  it('takes 409 for delivered before, unless the receiver is still busy with it', () => {
    assert.equal(outcome(409), 'delivered');
    assert.equal(outcome(409, '2'), 'failed');
  });

  it('tells gone from failed', () => {
    assert.equal(outcome(410), 'gone');
    for (const status of [199, 300, 301, 302, 307, 400, 401, 404, 422, 429, 500, 503])
      assert.equal(outcome(status), 'failed');
  });

  it('reads Retry-After, as seconds and as a date', () => {
    const wait = (header) => judge(503, header, '', NOW).retryAfter;
    assert.equal(wait('120'), 120_000);
    assert.equal(wait('Thu, 01 Jan 2026 00:01:00 GMT'), 60_000);
    assert.equal(wait('Thu, 01 Jan 2020 00:00:00 GMT'), 0);
    assert.equal(wait('soon'), undefined);
    assert.equal(wait(null), undefined);
  });

  it('says what to do about a redirect', () => {
    assert.match(judge(302, null, '<html>', NOW).text, /^302 .*final URL/);
  });
});

describe('attempt', () => {
  let server;
  let url;
  let answer;
  let got;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      got.push({
        method: request.method,
        path: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      answer(response);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${server.address().port}/hooks`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  function send(reply, { headers = {}, timeout } = {}) {
    got = [];
    answer = reply;
    return attempt(fetch, { url, headers }, DELIVERY, timeout);
  }

  it('posts the body as it is stored, with the headers of the webhook', async () => {
    const result = await send((response) => response.writeHead(202).end(), { headers: { 'X-Mine': 'yes' } });
    assert.equal(result.outcome, 'delivered');
    assert.equal(got[0].method, 'POST');
    assert.equal(got[0].body, DELIVERY.body);
    assert.equal(got[0].headers['x-mine'], 'yes');
    assert.equal(got[0].headers['content-type'], 'application/json');
    assert.equal(got[0].headers['x-strapi-event'], 'entry.update');
  });

  it('is signed anew each time', async () => {
    let clock = 1_700_000_000_000;
    const runner = { fetch };
    signWebhooks({ webhookRunner: runner }, { secret: 'a-secret-of-enough-bytes', clock: () => (clock += 5000) });
    got = [];
    answer = (response) => response.writeHead(500).end();
    for (let i = 0; i < 2; i++) await attempt(runner.fetch, { url, headers: {} }, DELIVERY);
    const [first, second] = got.map(({ headers, body }) => ({ signature: headers['x-webhook-signature'], body }));
    assert.equal(first.body, second.body);
    assert.match(first.signature, /^sha256=[0-9a-f]{64}$/);
    assert.notEqual(first.signature, second.signature);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`does not follow ${status}`, async () => {
      const result = await send((response) => response.writeHead(status, { Location: '/elsewhere' }).end());
      assert.equal(result.outcome, 'failed');
      assert.equal(got.length, 1);
    });
  }

  it('keeps the beginning of the answer, for people', async () => {
    const result = await send((response) => response.writeHead(500).end('no'.repeat(100_000)));
    assert.equal(result.text.length, 504);
    assert.match(result.text, /^500 nono/);
  });

  it('takes the status of an answer that breaks off', async () => {
    const result = await send((response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('begun', () => response.destroy());
    });
    assert.equal(result.outcome, 'delivered');
  });

  it('gives up a receiver that says nothing', async () => {
    const result = await send(() => {}, { timeout: 100 });
    assert.equal(result.outcome, 'failed');
    assert.match(result.text, /timeout/);
  });

  it('says why a receiver is not reached', async () => {
    const result = await attempt(fetch, { url: 'http://127.0.0.1:1/', headers: {} }, DELIVERY);
    assert.equal(result.outcome, 'failed');
    assert.match(result.text, /fetch failed/);
  });
});
