'use strict';

// What a save costs with and without the outbox, and how fast waiting rows are sent. Prints a table.
const assert = require('node:assert/strict');
const { Receiver, until } = require('./receiver');
const { databases, install, Strapi } = require('./strapi');

const NOTE = 'api::note.note';
const ARTICLE = 'api::article.article';
const SAVES = 200;
const ROUNDS = 10;
const PAUSE = 100;
const DOCUMENTS = 1000;
const EVENTS = 10;

async function main() {
  install();
  for (const [name, server] of Object.entries(databases())) {
    const receiver = await new Receiver().start();
    const strapis = [];
    try {
      for (const OUTBOX of ['false', 'true']) {
        const strapi = new Strapi(await server.database());
        strapis.push(await strapi.start({ OUTBOX }));
        await strapi.login();
        await strapi.webhook(receiver.url, ['entry.create', 'entry.update', 'entry.publish']);
      }
      await saves(name, strapis);
      receiver.clear();
      await drain(name, strapis[1], receiver, DOCUMENTS, EVENTS);
      receiver.clear();
      await drain(name, strapis[1], receiver, 1, 1000);
    } finally {
      for (const strapi of strapis) await strapi.stop();
      await receiver.stop();
      server.stop();
    }
  }
}

/** Rounds change places, so that both see the same machine. */
async function saves(name, strapis) {
  const times = strapis.map(() => ({ note: [], article: [] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, strapi] of strapis.entries()) {
      for (let i = 0; i < SAVES / ROUNDS; i++) {
        times[index].note.push(await timed(() => strapi.documents(NOTE, 'create', { data: { state: i } })));
        const data = { title: `article ${i}`, seo: [{ description: 'x' }] };
        times[index].article.push(
          await timed(() => strapi.documents(ARTICLE, 'create', { data, status: 'published' }))
        );
      }
    }
  }
  for (const kind of ['note', 'article']) {
    const [without, with_] = times.map((all) => median(all[kind]));
    const factor = (with_ / without).toFixed(2);
    console.log(
      `${name}: saving ${kind}, p50 of ${SAVES}: ${without.toFixed(1)} ms without, ${with_.toFixed(1)} ms with: ${factor}`
    );
  }
}

async function drain(name, strapi, receiver, documents, events) {
  const [{ id }] = (await strapi.post('/admin/webhooks', undefined, 'GET')).data;
  const count = documents * events;
  let first;
  receiver.answer = () => ((first ??= performance.now()), [204]);
  await strapi.live('rows', { webhook: Number(id), documents, events });
  await until(() => receiver.taken.length >= count, `${count} deliveries`, 300);
  const seconds = (performance.now() - first) / 1000;
  const last = new Map();
  for (const { body } of receiver.taken) {
    assert.equal(body.sequence, (last.get(body.entry.documentId) ?? 0) + 1);
    last.set(body.entry.documentId, body.sequence);
  }
  console.log(
    `${name}: ${count} rows of ${documents} documents in ${seconds.toFixed(1)} s: ${Math.round(count / seconds)}/s, in order`
  );
}

/** After a pause, because people think; what the last save has caused is done by then. */
async function timed(action) {
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
