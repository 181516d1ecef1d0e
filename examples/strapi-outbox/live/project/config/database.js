'use strict';

module.exports = ({ env }) => ({
  connection: {
    sqlite: { client: 'sqlite', connection: { filename: env('SQLITE_FILE') }, useNullAsDefault: true },
    postgres: { client: 'postgres', connection: { connectionString: env('DATABASE_URL') }, pool: { min: 2, max: 10 } },
  }[env('DATABASE')],
});
