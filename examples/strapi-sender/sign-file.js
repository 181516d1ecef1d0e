'use strict';

/*
 * Prints what Strapi would send for a body, as JSON. The key comes from the variables that src/index.js reads.
 *
 *   STRAPI_WEBHOOK_SECRET=… node sign-file.js <body-file>
 */
const { readFileSync } = require('node:fs');
const { register } = require('./src/index');

const webhookRunner = {
  fetch: (url, { headers, body }) => ({ headers, bodyBase64: Buffer.from(body, 'utf8').toString('base64') }),
};
register({ strapi: { webhookRunner } });

const body = readFileSync(process.argv[2], 'utf8');
const sent = webhookRunner.fetch('http://localhost/', {
  body,
  headers: { 'Content-Type': 'application/json' },
});
console.log(JSON.stringify(sent));
