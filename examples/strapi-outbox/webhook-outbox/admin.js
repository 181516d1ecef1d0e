'use strict';

const STATES = ['waiting', 'dead', 'sent'];

const route = (method, path, handler, permission) => ({
  method,
  path,
  handler: `deliveries.${handler}`,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [`admin::webhooks.${permission}`] } },
    ],
  },
});

/** Under /webhook-outbox of the admin API, for those who may see or change webhooks. */
module.exports = {
  routes: {
    admin: {
      type: 'admin',
      routes: [route('GET', '/deliveries', 'list', 'read'), route('POST', '/resend', 'resend', 'update')],
    },
  },
  controllers: {
    deliveries: ({ strapi }) => ({
      async list(ctx) {
        const { status = 'dead' } = ctx.query;
        if (!STATES.includes(status)) return ctx.badRequest(`status is one of ${STATES.join(', ')}`);
        ctx.body = { data: await strapi.plugin('webhook-outbox').service('outbox').list(status) };
      },
      async resend(ctx) {
        const { ids } = ctx.request.body ?? {};
        const numbers = Array.isArray(ids) && ids.every(Number.isSafeInteger);
        if (ids !== 'all' && !numbers) return ctx.badRequest('ids is "all" or an array of numbers');
        ctx.body = { data: { resent: await strapi.plugin('webhook-outbox').service('outbox').resend(ids) } };
      },
    }),
  },
};
