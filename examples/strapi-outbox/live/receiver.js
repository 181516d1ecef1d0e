'use strict';

const assert = require('node:assert/strict');
const { createHmac } = require('node:crypto');
const { createServer } = require('node:http');

const SECRET = 'live-secret-0123456789abcdef-0123456789';

/** Takes deliveries, refuses what is not signed well, and answers as it is told: answer(delivery) gives [status, headers]. */
class Receiver {
  answer = () => [204];
  all = []; // every request, refused ones included
  taken = []; // what was answered with 2xx

  async start(port = 0) {
    this.server = createServer((request, response) => this.#receive(request, response));
    await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    return this;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url() {
    return `http://127.0.0.1:${this.port}/hooks`;
  }

  async #receive(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks).toString('utf8');
    const { 'x-webhook-timestamp': timestamp, 'x-webhook-signature': signature } = request.headers;
    const expected = `sha256=${createHmac('sha256', SECRET).update(`${timestamp}.${bytes}`).digest('hex')}`;
    const delivery = { method: request.method, path: request.url, headers: request.headers, signature, bytes };
    if (signature === expected) delivery.body = JSON.parse(bytes);
    this.all.push(delivery);
    const [status, headers = {}] = signature === expected ? await this.answer(delivery) : [401];
    if (status >= 200 && status < 300) this.taken.push(delivery);
    response.writeHead(status, headers).end();
  }

  /** The bodies of one document in the order in which they were taken. */
  of(documentId) {
    return this.taken.map(({ body }) => body).filter(({ entry }) => entry?.documentId === documentId);
  }

  clear() {
    this.all = [];
    this.taken = [];
    this.answer = () => [204];
  }
}

/** Waits for a condition, by looking again; the deadline is for what has gone wrong. */
async function until(condition, what, seconds = 60) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `not within ${seconds} s: ${typeof what === 'function' ? what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

module.exports = { Receiver, SECRET, until };
