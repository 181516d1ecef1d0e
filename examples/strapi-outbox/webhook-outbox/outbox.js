'use strict';

const { randomUUID } = require('node:crypto');
const { HOUR } = require('./settings');

const LEASE = 30_000;
const LONGEST_ATTEMPT = 12_000;
const LONGEST_RUN = 20;

// The database's clock, in milliseconds: the clocks of several Strapis differ.
const NOW = {
  postgres: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  mysql: 'cast(unix_timestamp(now(3)) * 1000 as signed)',
  sqlite: "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
};

const short = () => ({ type: 'string', column: { args: [64] } });
const table = (uid, tableName, attributes, indexes = []) => ({
  uid: `plugin::webhook-outbox.${uid}`,
  singularName: tableName,
  tableName,
  attributes: { id: { type: 'increments' }, ...attributes },
  indexes,
});
const SEQUENCES = table('sequence', 'strapi_webhook_sequences', {
  document: { type: 'string', column: { unique: true } },
  counter: { type: 'integer' },
});
const DELIVERIES = table(
  'delivery',
  'strapi_webhook_outbox',
  {
    event_id: short(),
    event: { type: 'string' },
    webhook: { type: 'integer' },
    document: { type: 'string' },
    body: { type: 'text' },
    status: short(), // waiting, sent or dead
    attempts: { type: 'integer' },
    answer: { type: 'text' },
    created: { type: 'biginteger' },
    due: { type: 'biginteger' },
    leased_by: short(),
    leased_until: { type: 'biginteger' },
  },
  [{ name: 'strapi_webhook_outbox_order', columns: ['status', 'webhook', 'document', 'id'] }]
);

/**
 * What has to be sent, in the project's database. The oldest waiting row of a document, for a webhook, is its head: who
 * leases the head sends what follows. Saves only insert rows, so they never wait for a sender.
 */
class Outbox {
  constructor(strapi) {
    this.strapi = strapi;
    this.db = strapi.db;
    this.me = randomUUID();
    this.known = { until: 0 };
  }

  /** The webhooks; what another process has changed is known after a second. */
  hooks() {
    const now = performance.now();
    if (now > this.known.until) {
      const hooks = this.strapi.get('webhookStore').findWebhooks();
      this.known = { until: now + 1000, hooks };
      hooks.catch(() => this.forgetHooks());
    }
    return this.known.hooks;
  }

  forgetHooks() {
    this.known = { until: 0 };
  }

  now(plus = 0) {
    return this.db.connection.raw(`${NOW[this.db.dialect.client]} + ?`, [Math.round(plus)]);
  }

  rows(where = {}) {
    return this.db.getConnection(DELIVERIES.tableName).where(where);
  }

  mine(ids) {
    return this.rows({ status: 'waiting', leased_by: this.me }).whereIn('id', ids);
  }

  /** Called in the transaction of the change, so that both are committed or none. */
  async add(trx, hooks, change) {
    const id = randomUUID();
    const document = documentOf(change.info);
    const sequence = document && (await this.next(trx, document));
    const body = bodyOf(change, id, sequence);
    const row = { event_id: id, event: change.event, document: document ?? id, body, status: 'waiting', attempts: 0 };
    const rows = hooks.map((hook) => ({ ...row, webhook: hook.id, created: this.now(), due: this.now() }));
    await this.rows().insert(rows).transacting(trx);
  }

  /** Counts from 1 without gaps. The row stays locked until the commit, so the count is the order of commits. */
  async next(trx, document) {
    const sequences = () => this.db.getConnection(SEQUENCES.tableName).transacting(trx);
    const counter = this.db.connection.raw('?? + 1', [`${SEQUENCES.tableName}.counter`]);
    const counted = sequences().insert({ document, counter: 1 }).onConflict('document').merge({ counter });
    if (this.db.dialect.client !== 'mysql') return (await counted.returning('counter'))[0].counter;
    await counted;
    return (await sequences().where({ document }).first('counter')).counter;
  }

  /** Due, and nobody's. */
  free(query) {
    const lapsed = (lease) => lease.whereNull('leased_until').orWhere('leased_until', '<', this.now());
    return query.where('due', '<=', this.now()).where(lapsed);
  }

  /** Leases up to so many documents: the head of each, the ids of what comes after it, and until when to begin them. */
  claim(webhook, documents) {
    const waiting = () => this.rows({ webhook, status: 'waiting' });
    const until = performance.now() + LEASE - LONGEST_ATTEMPT;
    return this.db.transaction(async ({ trx }) => {
      const oldest = waiting().groupBy('document').min('id');
      const free = this.free(waiting()).whereIn('id', oldest).orderBy('due').limit(documents).transacting(trx);
      if (this.db.dialect.client !== 'sqlite') free.forUpdate().skipLocked();
      const heads = await free.select('*', this.age());
      if (heads.length === 0) return [];
      const names = heads.map(({ document }) => document);
      const place = this.db.connection.raw('row_number() over (partition by document order by id) as place');
      const numbered = waiting().whereIn('document', names).select('id', 'document', place).as('numbered');
      const rest = await this.db
        .connection(numbered)
        .whereBetween('place', [2, LONGEST_RUN])
        .orderBy('id')
        .transacting(trx);
      const ids = [...heads, ...rest].map(({ id }) => id);
      await this.rows()
        .whereIn('id', ids)
        .update({ leased_by: this.me, leased_until: this.now(LEASE) })
        .transacting(trx);
      const after = (head) => rest.filter(({ document }) => document === head.document).map(({ id }) => id);
      return heads.map((head) => ({ head, after: after(head), until }));
    });
  }

  take(ids) {
    return this.mine(ids).orderBy('id').select('*', this.age());
  }

  age() {
    return this.db.connection.raw('? - created as age', [this.now()]);
  }

  release(ids) {
    return this.mine(ids).update({ leased_by: null, leased_until: null });
  }

  /** Whoever holds the lease by now: these were delivered. */
  delivered(ids) {
    const sent = { status: 'sent', attempts: this.db.connection.raw('attempts + 1'), answer: null, due: this.now() };
    return this.rows({ status: 'waiting' }).whereIn('id', ids).update(sent);
  }

  failed(id, { attempts, answer, wait, dead }) {
    const row = { attempts, answer, due: this.now(wait), status: dead ? 'dead' : 'waiting' };
    return this.mine([id]).update({ ...row, leased_by: null, leased_until: null });
  }

  /** @param {number[] | 'all'} ids of dead ones */
  resend(ids) {
    const dead = this.rows({ status: 'dead' }).where((query) => ids === 'all' || query.whereIn('id', ids));
    return dead.update({ status: 'waiting', attempts: 0, created: this.now(), due: this.now() });
  }

  list(status) {
    const columns = 'id event_id event webhook document status attempts answer created due'.split(' ');
    return this.rows({ status }).orderBy('id').limit(1000).select(columns);
  }

  /** Dead ones stay until somebody decides. What waits for a webhook that was deleted goes. */
  async cleanUp(keepSentHours, hooks) {
    const kept = this.now(-keepSentHours * HOUR);
    await this.rows({ status: 'sent' }).where('due', '<', kept).delete();
    await this.rows({ status: 'waiting' }).whereNotIn('webhook', hooks).where('created', '<', this.now(-HOUR)).delete();
  }
}

/** The last two are not a custom event's to set: receivers know copies by them, and order by them. */
function bodyOf({ event, createdAt, info }, id, sequence) {
  return JSON.stringify({ event, createdAt, ...info, id, sequence });
}

/** Names what is sent in order, as a receiver's inbox does. Events about nothing of that kind have no order. */
function documentOf(info) {
  const row = info.entry ?? info.entity;
  if (info.uid && row?.documentId) return `${info.uid}/${row.documentId}/${row.locale ?? ''}`;
  return info.media?.id ? `file/${info.media.id}` : undefined;
}

module.exports = { bodyOf, DELIVERIES, documentOf, Outbox, SEQUENCES };
