'use strict';

const admin = require('./admin');
const { DELIVERIES, Outbox, SEQUENCES } = require('./outbox');
const { record } = require('./recorder');
const { Relay } = require('./relay');
const { check, DEFAULTS } = require('./settings');

// The mark that the signing file of examples/strapi-sender leaves.
const SIGNED = Symbol.for('strapi-webhooks.signed');

let recorder;
let relay;

module.exports = {
  ...admin,
  config: { validator: check },
  services: { outbox: ({ strapi }) => new Outbox(strapi) },

  register({ strapi }) {
    // Not content types: those are exported, imported and offered by GraphQL.
    strapi.get('models').add(DELIVERIES).add(SEQUENCES);
    const runner = strapi.get('webhookRunner');
    const { fetch } = runner;
    // For Trigger, too: a redirect would be followed without the body, and count as success.
    runner.fetch = (url, init) => fetch(url, { ...init, redirect: 'manual' });
    // Strapi's own sender goes this way only; the relay sends instead.
    runner.queue.enqueue = () => {};

    const outbox = strapi.plugin('webhook-outbox').service('outbox');
    relay = new Relay(strapi, outbox, { ...DEFAULTS, ...strapi.config.get('plugin::webhook-outbox') });
    recorder = record(strapi, outbox, () => relay.wake());
  },

  bootstrap({ strapi }) {
    if (!strapi.get('webhookRunner')[SIGNED] && !relay.settings.unsigned) {
      throw new Error(
        'The webhooks are not signed: call signWebhooks() of examples/strapi-sender in register() of src/index.js,' +
          ' or set unsigned: true in the config of webhook-outbox.'
      );
    }
    const forget = () => strapi.plugin('webhook-outbox').service('outbox').forgetHooks();
    const models = ['strapi::webhook'];
    strapi.db.lifecycles.subscribe({ models, afterCreate: forget, afterUpdate: forget, afterDelete: forget });
    // Only a server sends: not strapi console, strapi export, nor the command for dead letters.
    strapi.server.httpServer.once('listening', () => relay.start());
  },

  async destroy() {
    await recorder.written();
    await relay.stop();
  },
};
