'use strict';

module.exports = ({ env }) => ({
  host: '127.0.0.1',
  port: env.int('PORT'),
  app: { keys: ['live-a', 'live-b'] },
  webhooks: { defaultHeaders: { 'X-Default': 'from config/server.js' } },
});
