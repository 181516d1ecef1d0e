'use strict';

module.exports = () => ({
  auth: { secret: 'live-admin-secret' },
  apiToken: { salt: 'live-token-salt' },
  transfer: { token: { salt: 'live-transfer-salt' } },
  secrets: { encryptionKey: 'live-encryption-key-0123456789ab' },
  serveAdminPanel: false,
});
