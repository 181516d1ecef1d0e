'use strict';

module.exports = ({ env }) => ({
  'users-permissions': { config: { jwtSecret: 'live-jwt-secret' } },
  'webhook-outbox': {
    enabled: env.bool('OUTBOX', true),
    resolve: './src/plugins/webhook-outbox',
    config: env.json('OUTBOX_CONFIG', {}),
  },
});
