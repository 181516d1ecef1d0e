'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const { sanitize } = require('@strapi/utils');

/** The events that an action of the document service can be. */
const EVENTS = {
  create: ['entry.create', 'entry.publish'],
  clone: ['entry.create'],
  update: ['entry.update', 'entry.create', 'entry.publish'],
  publish: ['entry.publish'],
  unpublish: ['entry.unpublish'],
  discardDraft: ['entry.draft-discard'],
  delete: ['entry.delete'],
};
const ENTRY_EVENTS = new Set(Object.values(EVENTS).flat());

/**
 * Writes what happens into the outbox: changes of documents in their own transaction, everything else after it.
 *
 * @param {() => void} wake called when there is something to send
 */
function record(strapi, outbox, wake) {
  // Callbacks run with the transaction of whoever caused them, which has ended by then.
  const outside = AsyncLocalStorage.snapshot();
  const writing = new Set();

  async function targets(events) {
    const hooks = await outbox.hooks();
    return hooks.filter((hook) => hook.isEnabled && hook.events.some((event) => events.includes(event)));
  }

  async function write(trx, hooks, changes) {
    for (const change of changes) {
      const wanted = hooks.filter((hook) => hook.events.includes(change.event));
      if (wanted.length > 0) await outbox.add(trx, wanted, { createdAt: new Date(), ...change });
    }
  }

  strapi.documents.use(async (ctx, next) => {
    const hooks = ctx.action in EVENTS ? await targets(EVENTS[ctx.action]) : [];
    if (hooks.length === 0) return next();
    // Strapi's own transaction joins this one.
    return strapi.db.transaction(async ({ trx, onCommit }) => {
      const known = ctx.action === 'update' ? await idsOf(strapi, ctx) : new Set();
      const result = await next();
      await write(trx, hooks, await changesOf(strapi, ctx, known, result));
      onCommit(() => outside(wake));
      return result;
    });
  });

  async function writeAlone(change) {
    const hooks = await targets([change.event]);
    if (hooks.length === 0) return;
    await strapi.db.transaction(({ trx }) => write(trx, hooks, [change]));
    wake();
  }

  function writeLater(change) {
    const written = writeAlone(change)
      .catch((error) => strapi.log.error(`Webhook ${change.event} is lost: the outbox cannot be written.`, error))
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  function note(event, info) {
    const allowed = [...strapi.get('webhookStore').allowedEvents.values()].includes(event);
    if (!allowed || ENTRY_EVENTS.has(event)) return;
    const change = { event, createdAt: new Date(), info: info ?? {} };
    const write = () => outside(writeLater, change);
    // A release says that it is published before it is: what was not committed did not happen.
    if (!strapi.db.inTransaction()) write();
    else strapi.db.transaction(({ trx, onCommit }) => (trx.isCompleted() ? write() : onCommit(write)));
  }

  // Not a subscriber: those are called one after the other, when the transaction may have ended.
  const { emit } = strapi.eventHub;
  strapi.eventHub.emit = (event, ...args) => {
    note(event, ...args);
    return emit(event, ...args);
  };

  return { written: () => Promise.all(writing) };
}

async function idsOf(strapi, { uid, params: { documentId } }) {
  const rows = await strapi.db.query(uid).findMany({ select: ['id'], where: { documentId } });
  return new Set(rows.map(({ id }) => id));
}

/** What Strapi itself makes of an action's result after the commit, read before it. */
async function changesOf(strapi, { uid, action }, known, result) {
  const changes = [];
  const add = async (event, row) => changes.push({ event, info: await payloadOf(strapi, uid, row) });
  const read = (where) => strapi.db.query(uid).findOne({ where, populate: deepPopulate(strapi, uid) });
  const twofold = strapi.contentType(uid).options?.draftAndPublish;

  for (const row of result?.entries ?? [result].filter(Boolean)) {
    if (action === 'delete' || action === 'unpublish') {
      await add(EVENTS[action][0], row);
      continue;
    }
    const entry = await read({ id: row.id });
    const { documentId, locale = null } = entry;
    const published = twofold && entry.publishedAt && (action === 'create' || action === 'update');
    const draft = published ? await read({ documentId, locale, publishedAt: null }) : entry;
    await add(action === 'update' && !known.has(draft.id) ? 'entry.create' : EVENTS[action][0], draft);
    if (published) await add('entry.publish', entry);
  }
  return changes;
}

async function payloadOf(strapi, uid, row) {
  const schema = strapi.getModel(uid);
  const getModel = (name) => strapi.getModel(name);
  const entry = await sanitize.sanitizers.defaultSanitizeOutput({ schema, getModel }, row);
  return { model: schema.modelName, uid: schema.uid, entry };
}

/**
 * Relations and media one level deep, everything inside of components: as in Strapi's own webhooks, but not what is
 * private and never sent, such as who has created an entry.
 */
function deepPopulate(strapi, uid) {
  const populate = {};
  for (const [name, attribute] of Object.entries(strapi.getModel(uid).attributes)) {
    if (attribute.private) continue;
    if (attribute.type === 'media') populate[name] = true;
    if (attribute.type === 'relation' && !attribute.unstable_virtual) populate[name] = true;
    if (attribute.type === 'component') populate[name] = { populate: deepPopulate(strapi, attribute.component) };
    if (attribute.type === 'dynamiczone') {
      const parts = attribute.components.map((part) => [part, { populate: deepPopulate(strapi, part) }]);
      populate[name] = { on: Object.fromEntries(parts) };
    }
  }
  return populate;
}

module.exports = { record };
