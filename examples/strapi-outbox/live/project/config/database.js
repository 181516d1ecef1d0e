'use strict';

module.exports = ({ env }) => {
  const { DATABASE: client, DATABASE_URL: url, SQLITE_FILE: filename } = process.env;
  if (client === 'sqlite') return { connection: { client, connection: { filename }, useNullAsDefault: true } };
  const { hostname: host, port, username: user, password, pathname } = new URL(url);
  const connection = { host, port: Number(port), user, password, database: pathname.slice(1) };
  return { connection: { client, connection, pool: { min: 2, max: env.int('POOL', 10) } } };
};
