'use strict';

const { signWebhooks } = require('./webhook-signing');

const emitted = [];

module.exports = {
  register({ strapi }) {
    signWebhooks(strapi, { secret: process.env.STRAPI_WEBHOOK_SECRET });
    strapi.get('webhookStore').addAllowedEvent('ORDER_SHIPPED', 'order.shipped');
    strapi.eventHub.subscribe((event, info) => {
      if (/^(entry|media|order)\./.test(event)) emitted.push(JSON.parse(JSON.stringify({ event, ...info })));
    });
  },

  /** Routes without a login, through which the tests do things: this project is for tests only. */
  bootstrap({ strapi }) {
    const route = (path, handler) => ({
      method: 'POST',
      path: `/live/${path}`,
      handler: async (ctx) => {
        ctx.body = { data: (await handler(ctx.request.body)) ?? null };
      },
      config: { auth: false },
    });
    strapi.server.routes([
      route('documents', ({ uid, action, params }) => strapi.documents(uid)[action](params)),
      route('emitted', () => emitted.splice(0)),
      route('emit', ({ event, info }) => strapi.eventHub.emit(event, info)),
      route('locale', (data) => strapi.plugin('i18n').service('locales').create(data)),
      route('file', (data) => strapi.db.query('plugin::upload.file').create({ data })),
      // As if they had waited: so many documents with so many events each.
      route('rows', async ({ webhook, documents, events }) => {
        const now = Date.now();
        const row = (place) => {
          const documentId = `document${place % documents}`;
          const entry = { documentId, title: 'x'.repeat(2000) };
          const info = { model: 'note', uid: 'api::note.note', entry, sequence: Math.floor(place / documents) + 1 };
          const body = JSON.stringify({
            event: 'entry.update',
            createdAt: new Date(now),
            ...info,
            id: `event${place}`,
          });
          const document = `${info.uid}/${documentId}/`;
          const state = { status: 'waiting', attempts: 0, created: now, due: now };
          return { event_id: `event${place}`, event: 'entry.update', webhook, document, body, ...state };
        };
        const rows = Array.from({ length: documents * events }, (_, place) => row(place));
        await strapi.db.connection.batchInsert('strapi_webhook_outbox', rows, 50);
      }),
      // A release does this: it says so first, and then it is committed, or not.
      route('transaction', ({ uid, data, event, info, fail }) =>
        strapi.db.transaction(async () => {
          const saved = await strapi.documents(uid).create({ data });
          if (event) strapi.eventHub.emit(event, info);
          if (fail) throw new Error('after the change');
          return saved;
        })
      ),
    ]);
  },
};
