'use strict';

const assert = require('node:assert/strict');
const { after, afterEach, before, describe, it } = require('node:test');
const { Receiver, until } = require('./receiver');
const { databases, install, Strapi } = require('./strapi');

const ARTICLE = 'api::article.article';
const NOTE = 'api::note.note';
const ENTRIES = ['create', 'update', 'delete', 'publish', 'unpublish', 'draft-discard'].map((name) => `entry.${name}`);
const EVENTS = [...ENTRIES, 'media.create', 'media.update', 'media.delete', 'order.shipped'];
// Seconds for minutes, so that the tests do not take days.
const QUICK = { scheduleSeconds: [0.2, 0.3, 0.4, 0.5] };

before(install);

for (const [name, server] of Object.entries(databases())) {
  describe(name, () => {
    const receiver = new Receiver();
    let strapi;
    let hook;

    before(async () => {
      await receiver.start();
      strapi = await new Strapi(await server.database(), QUICK).start();
      await strapi.login();
      hook = await strapi.webhook(receiver.url, EVENTS);
    });

    afterEach(() => receiver.clear());

    after(async () => {
      await strapi.stop();
      await receiver.stop();
      server.stop();
    });

    const save = (state) => strapi.documents(NOTE, 'create', { data: { name: `note ${state}`, state } });
    const change = (note, state) => strapi.documents(NOTE, 'update', { documentId: note.documentId, data: { state } });
    const taken = (count) =>
      until(
        () => receiver.taken.length >= count,
        () => `${count} deliveries\n${strapi.log.slice(-3000)}`
      );
    const statesOf = (note) => receiver.of(note.documentId).map(({ entry }) => entry.state);
    const waiting = async (status = 'waiting') =>
      (await strapi.post(`/webhook-outbox/deliveries?status=${status}`, undefined, 'GET')).data;
    const nothingWaits = () =>
      until(
        async () => (await waiting()).length === 0,
        () => `nothing waits\n${strapi.log.slice(-3000)}`
      );

    it('sends what Strapi itself would send, event by event', async () => {
      await strapi.live('locale', { code: 'fr', name: 'French' });
      const file = await strapi.live('file', {
        name: 'a.png',
        hash: 'a',
        ext: '.png',
        mime: 'image/png',
        size: 1,
        url: '/a.png',
        provider: 'local',
      });
      const note = await save(1);
      await nothingWaits();
      await strapi.live('emitted');
      receiver.clear();
      const seo = { description: 'deep', image: file.id, see: note.documentId };
      const data = {
        title: 'Zoë – 東京 🎉',
        secret: 's',
        cover: file.id,
        seo: [seo],
        zone: [{ __component: 'shared.seo', ...seo }],
        notes: [note.documentId],
      };
      const { documentId } = await strapi.documents(ARTICLE, 'create', { data });
      const run = (action, params) => strapi.documents(ARTICLE, action, { documentId, ...params });
      await run('update', { data: { counter: 1 } });
      await run('publish');
      await run('update', { data: { counter: 2 }, status: 'published' });
      await run('update', { data: { counter: 3 } });
      await run('discardDraft');
      await run('update', { data: { title: 'Bonjour' }, locale: 'fr' });
      await run('update', { data: { title: 'Salut' }, locale: 'fr', status: 'published', fields: ['title'] });
      await run('publish', { locale: '*' });
      await run('clone', { data: { title: 'copy' } });
      await run('unpublish', { locale: 'fr' });
      await run('unpublish', { populate: ['notes'] });
      await run('delete', { locale: '*' });
      await strapi.documents(ARTICLE, 'create', { data: { title: 'at once' }, status: 'published' });
      await strapi.documents(NOTE, 'delete', { documentId: note.documentId });
      await strapi.documents(ARTICLE, 'update', { documentId: 'nowhere', data: { counter: 1 } });
      await nothingWaits();

      const plain = ({ event, model, uid, entry }) => JSON.stringify(sorted({ event, model, uid, entry }));
      const sent = receiver.taken.map(({ body }) => plain(body));
      const emitted = (await strapi.live('emitted')).map(plain);
      assert.equal(sent.length, 20);
      assert.deepEqual(sent.toSorted(), emitted.toSorted());
      assert.ok(!sent.join().includes('"secret"'));
      const bodies = receiver.of(documentId);
      for (const locale of ['en', 'fr']) {
        const sequences = bodies.filter(({ entry }) => entry.locale === locale).map(({ sequence }) => sequence);
        assert.deepEqual(
          sequences,
          sequences.map((_, index) => index + 1)
        );
      }
      assert.equal(new Set(receiver.taken.map(({ body }) => body.id)).size, sent.length);
    });

    it('writes media and custom events, after the commit if there is one', async () => {
      const media = { media: { id: 7, name: 'a.png' } };
      await strapi.live('emit', { event: 'media.update', info: media });
      await strapi.live('emit', { event: 'media.delete', info: media });
      await strapi.live('emit', { event: 'not.allowed', info: {} });
      const info = { order: 1, id: 'spoofed', sequence: 'spoofed' };
      await strapi.live('transaction', { uid: NOTE, data: { state: 1 }, event: 'order.shipped', info });
      await assert.rejects(
        strapi.live('transaction', { uid: NOTE, data: { state: 2 }, event: 'order.shipped', info, fail: true })
      );
      await nothingWaits();

      const bodies = receiver.taken.map(({ body }) => body);
      const events = bodies.map(({ event }) => event);
      assert.deepEqual(events.toSorted(), ['entry.create', 'media.delete', 'media.update', 'order.shipped']);
      const [updated, deleted] = bodies.filter(({ event }) => event.startsWith('media.'));
      assert.deepEqual(
        [updated.event, deleted.event, updated.sequence, deleted.sequence],
        ['media.update', 'media.delete', 1, 2]
      );
      const order = bodies.find(({ event }) => event === 'order.shipped');
      assert.match(order.id, /^[0-9a-f-]{36}$/);
      assert.deepEqual([order.order, order.sequence], [1, undefined]);
    });

    it('keeps Trigger, and shows a redirect as one', async () => {
      assert.equal((await strapi.post(`/admin/webhooks/${hook}/trigger`)).data.statusCode, 204);
      receiver.answer = () => [302, { Location: '/elsewhere' }];
      assert.equal((await strapi.post(`/admin/webhooks/${hook}/trigger`)).data.statusCode, 302);
      assert.deepEqual(
        receiver.all.map(({ method, path }) => `${method} ${path}`),
        ['POST /hooks', 'POST /hooks']
      );
    });

    it('sends again until it is taken, with the same bytes and a new signature', async () => {
      const answers = [
        [500],
        [302, { Location: '/elsewhere' }],
        [503, { 'Retry-After': '1' }],
        [409, { 'Retry-After': '0' }],
      ];
      const times = [];
      receiver.answer = () => (times.push(Date.now()), answers.shift() ?? [204]);
      await save(1);
      await taken(1);
      assert.equal(receiver.all.length, 5);
      assert.equal(new Set(receiver.all.map(({ bytes }) => bytes)).size, 1);
      assert.equal(new Set(receiver.all.map(({ signature }) => signature)).size, 5);
      assert.ok(times[3] - times[2] >= 1000, 'Retry-After is honoured');
    });

    it('takes 409 without Retry-After for delivered before', async () => {
      receiver.answer = () => [409];
      await save(1);
      await nothingWaits();
      assert.equal(receiver.all.length, 1);
    });

    it('loses nothing while the receiver is down, and keeps the order', async () => {
      const { port } = receiver;
      await receiver.stop();
      const note = await save(0);
      for (let state = 1; state < 10; state++) await change(note, state);
      await receiver.start(port);
      await taken(10);
      assert.deepEqual(statesOf(note), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('sends one document in order while another one waits', async () => {
      const [stuck, free] = [await save(0), await save(0)];
      await nothingWaits();
      receiver.answer = ({ body }) => [
        body.entry.documentId === stuck.documentId && receiver.of(free.documentId).length < 5 ? 500 : 204,
      ];
      for (let state = 1; state < 5; state++) {
        await change(stuck, state);
        await change(free, state);
      }
      await nothingWaits();
      for (const note of [stuck, free]) assert.deepEqual(statesOf(note), [0, 1, 2, 3, 4]);
    });

    it('orders eight editors of one document as the database does', async () => {
      const note = await save(0);
      let state = 0;
      const editor = async () => {
        for (let i = 0; i < 10; i++) await change(note, (state += 1));
      };
      await Promise.all(Array.from({ length: 8 }, editor));
      await nothingWaits();
      const bodies = receiver.of(note.documentId);
      assert.deepEqual(
        bodies.map(({ sequence }) => sequence),
        Array.from({ length: 81 }, (_, index) => index + 1)
      );
      const now = await strapi.documents(NOTE, 'findOne', { documentId: note.documentId });
      assert.equal(bodies.at(-1).entry.state, now.state);
      assert.equal(new Set(bodies.map(({ entry }) => entry.state)).size, 81);
    });

    it('switches a target off that answers 410, and goes on when it is switched on', async () => {
      receiver.answer = () => [410];
      const note = await save(0);
      const state = async () => (await strapi.post(`/admin/webhooks/${hook}`, undefined, 'GET')).data;
      await until(async () => !(await state()).isEnabled, 'switched off');
      await change(note, 1); // while it is off: for nobody, as ever in Strapi
      receiver.answer = () => [204];
      const { name, url, headers, events } = await state();
      await strapi.post(`/admin/webhooks/${hook}`, { name, url, headers, events, isEnabled: true }, 'PUT');
      await change(note, 2);
      await taken(2);
      assert.deepEqual(statesOf(note), [0, 2]);
    });

    for (const [signal, most] of [
      ['SIGKILL', 8],
      ['SIGTERM', 0],
    ]) {
      it(`loses nothing when Strapi is ended by ${signal} in the middle`, async () => {
        receiver.answer = () => new Promise((resolve) => setTimeout(resolve, 60, [204]));
        const saved = [];
        const work = (async () => {
          for (let state = 0; ; state++) saved.push(await save(state).then((note) => change(note, state + 1000)));
        })();
        const ended = assert.rejects(work);
        await until(() => saved.length >= 30, '30 saves');
        await strapi.stop(signal);
        await ended;
        await strapi.start();
        await nothingWaits();
        const twice = receiver.taken.length - new Set(receiver.taken.map(({ body }) => body.id)).size;
        assert.ok(twice <= most, `${twice} twice`);
        for (const { documentId, state } of saved) {
          const states = [...new Set(receiver.of(documentId).map(({ entry }) => entry.state))];
          assert.deepEqual(states, [state - 1000, state]);
        }
      });
    }

    it('gives up, keeps the dead letter, and sends it again by route and by command', async () => {
      await strapi.stop();
      await strapi.start({ OUTBOX_CONFIG: JSON.stringify({ ...QUICK, giveUpAfterHours: 0.0001 }) });
      receiver.answer = () => [500];
      await save(1);
      await until(async () => (await waiting('dead')).length === 1, 'dead', 90);
      const [{ id, attempts, answer }] = await waiting('dead');
      assert.deepEqual([attempts, answer], [5, '500']);
      receiver.answer = () => [204];
      const { token } = strapi;
      strapi.token = undefined;
      assert.equal((await strapi.post('/webhook-outbox/resend', { ids: 'all' })).status, 401);
      strapi.token = token;
      assert.equal((await strapi.post('/webhook-outbox/resend', { ids: ['x'] })).status, 400);
      assert.equal((await strapi.post('/webhook-outbox/resend', { ids: [id] })).data.resent, 1);
      await taken(1);

      receiver.answer = () => [500];
      await save(2);
      await until(async () => (await waiting('dead')).length === 1, 'dead', 90);
      receiver.answer = () => [204];
      const command = 'src/plugins/webhook-outbox/dead-letters.js';
      assert.match(strapi.run(command, 'list'), /"status":"dead"/);
      assert.match(strapi.run(command, 'resend', 'all'), /1 will be sent again/);
      await taken(2);
    });

    if (name === 'sqlite') return; // a file is for one process

    it('shares the work of several Strapis: in order, and nothing twice', async () => {
      const other = await new Strapi(strapi.env, QUICK).start();
      receiver.answer = () => new Promise((resolve) => setTimeout(resolve, 5, [204]));
      try {
        const notes = await Promise.all(Array.from({ length: 10 }, () => save(0)));
        for (let state = 1; state < 20; state++) {
          const by = state % 2 ? strapi : other;
          await Promise.all(
            notes.map(({ documentId }) => by.documents(NOTE, 'update', { documentId, data: { state } }))
          );
        }
        await nothingWaits();
        assert.equal(receiver.all.length, 200);
        for (const note of notes)
          assert.deepEqual(
            statesOf(note),
            Array.from({ length: 20 }, (_, state) => state)
          );
      } finally {
        await other.stop();
      }
    });
  });
}

/** With the keys of all objects in order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])])
  );
}
