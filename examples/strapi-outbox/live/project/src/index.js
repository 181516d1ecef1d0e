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
