'use strict';

// Sends an update of an entry twice, as after a failure, to the URL of the first argument.
const { attempt } = require('./webhook-outbox/attempt');
const { bodyOf } = require('./webhook-outbox/outbox');
const { signWebhooks } = require('../strapi-sender/src/webhook-signing');

const entry = { id: 1, documentId: 'u22z8h1954xfkqnw526dilur', locale: 'en', title: 'Zoë – 東京 🎉' };
const info = { model: 'article', uid: 'api::article.article', entry };
const createdAt = new Date('2026-01-01T00:00:00Z');
const body = bodyOf({ event: 'entry.update', createdAt, info }, 'b20559e5-82e4-4abc-9bd0-77d3faf23199', 3);

async function main() {
  const runner = { fetch };
  let clock = Date.now() - 1000;
  signWebhooks({ webhookRunner: runner }, { secret: process.env.STRAPI_WEBHOOK_SECRET, clock: () => (clock += 1) });
  for (let i = 0; i < 2; i++) {
    const { outcome, text } = await attempt(
      runner.fetch,
      { url: process.argv[2], headers: {} },
      { event: 'entry.update', body }
    );
    console.log(`${outcome} ${text}`);
  }
}

main();
