'use strict';

/*
 * The way without code: a bearer token in a default header of every webhook.
 *
 * It proves that the sender knows the token. It does not prove that the body is unchanged (integrity) or that the
 * delivery is new (time): whoever reads one request, in a proxy's log for example, can send any other.
 *
 * A header that is typed in a webhook's settings in the admin panel overrides the one of the same name here. Names are
 * compared with their case: "authorization" is sent next to "Authorization", and the receiver refuses the two.
 */
module.exports = ({ env }) => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  app: {
    keys: env.array('APP_KEYS'),
  },
  webhooks: {
    populateRelations: env.bool('WEBHOOKS_POPULATE_RELATIONS', false),
    // No header without a token, or the token would be "undefined". Not an error: "strapi build" reads this file, too.
    defaultHeaders: env('STRAPI_WEBHOOK_TOKEN') ? { Authorization: 'Bearer ' + env('STRAPI_WEBHOOK_TOKEN') } : {},
  },
});
