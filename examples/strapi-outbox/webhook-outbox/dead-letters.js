#!/usr/bin/env node
'use strict';

const USAGE = `Run it in the folder of the Strapi project:
  node src/plugins/webhook-outbox/dead-letters.js list
  node src/plugins/webhook-outbox/dead-letters.js resend all | ID...`;

async function main([command, ...ids]) {
  const all = ids.length === 1 && ids[0] === 'all';
  const valid = command === 'list' ? ids.length === 0 : command === 'resend' && (all || ids.length > 0);
  if (!valid || !(all || ids.every((id) => /^\d+$/.test(id)))) throw new Error(USAGE);

  const { compileStrapi, createStrapi } = require(require.resolve('@strapi/strapi', { paths: [process.cwd()] }));
  const strapi = await createStrapi(await compileStrapi()).load();
  const outbox = strapi.plugin('webhook-outbox').service('outbox');
  if (command === 'list') {
    for (const row of await outbox.list('dead')) console.log(JSON.stringify(row));
  } else {
    console.log(`${await outbox.resend(all ? 'all' : ids.map(Number))} will be sent again.`);
  }
  await strapi.destroy();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error) => {
    console.error(error.message);
    process.exit(1);
  }
);
