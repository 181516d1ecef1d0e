'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { attempt } = require('./attempt');
const { HOUR, isDead, waitAfter } = require('./settings');

const IDLE = 1000;
const GATHER = 25;
const LOADED = 5; // bodies of a document in memory
const LONGEST_PAUSE = 30_000;

/** Sends what the outbox holds: documents side by side, the events of one document one after the other. */
class Relay {
  #lanes = new Map(); // one for each webhook
  #sending = new Set();
  #delivered = [];
  #last = Promise.resolve();
  #next;
  #nextCleanUp = 0;
  #wake = () => {};

  constructor(strapi, outbox, settings) {
    Object.assign(this, { strapi, outbox, settings, log: strapi.log });
  }

  start() {
    this.loop ??= this.#run();
  }

  wake() {
    this.woken = true;
    this.#wake();
  }

  /** Begins nothing more, waits for what is under way, and gives back what it holds. */
  async stop() {
    this.stopping = true;
    this.wake();
    await this.loop;
    for (const lane of this.#lanes.values()) await this.#giveBack(lane);
    await Promise.all(this.#sending);
  }

  async #run() {
    while (!this.stopping) {
      this.woken = false;
      const begun = performance.now();
      const unread = (error) => this.log.error(`The webhook outbox cannot be read: ${error.message}`);
      const more = await this.#round().catch(unread);
      // Other processes wake nobody here, so it looks again: each second, but rarely where a look takes long.
      const pause = Math.min(Math.max(IDLE, 20 * (performance.now() - begun)), LONGEST_PAUSE);
      let timer;
      if (!this.woken) await new Promise((resolve) => (timer = setTimeout((this.#wake = resolve), pause)));
      clearTimeout(timer);
      // Saves that come together are looked for together; the editors' database has other things to do.
      if (!more && !this.stopping) await sleep(GATHER);
    }
  }

  async #round() {
    const hooks = await this.outbox.hooks();
    let more = false;
    if (Date.now() > this.#nextCleanUp) {
      const ids = hooks.map(({ id }) => id);
      await this.outbox.cleanUp(this.settings.keepSentHours, ids);
      this.#nextCleanUp = Date.now() + HOUR;
    }
    for (const hook of hooks) {
      const lane = this.#lanes.get(hook.id) ?? { ready: [], busy: 0, failures: 0, pausedUntil: 0 };
      this.#lanes.set(hook.id, Object.assign(lane, { hook }));
      const room = hook.isEnabled && lane.busy < this.#places(lane) && Date.now() >= lane.pausedUntil;
      const most = 4 * this.#places(lane);
      if (room && lane.ready.length === 0) {
        lane.ready = await this.outbox.claim(hook.id, most);
        more ||= lane.ready.length === most;
      }
      this.#pump(lane);
    }
    return more;
  }

  /** A receiver that fails gets one at a time until it takes one. */
  #places({ failures }) {
    return failures > 0 ? 1 : this.settings.parallel;
  }

  #pump(lane) {
    while (lane.ready.length > 0 && lane.busy < this.#places(lane)) {
      const run = this.#send(lane, lane.ready.shift())
        .catch((error) => this.log.error(`A webhook is sent again when its lease has ended: ${error.message}`))
        .finally(() => {
          this.#sending.delete(run);
          lane.busy -= 1;
          if (lane.ready.length > 0) this.#pump(lane);
          else this.wake();
        });
      this.#sending.add(run);
      lane.busy += 1;
    }
  }

  async #send(lane, { head, after, until }) {
    const ids = [head.id, ...after];
    let written;
    for await (const delivery of this.#rows(head, after)) {
      const { hook } = lane;
      if (this.stopping || !hook.isEnabled || performance.now() > until) break;
      const headers = { ...this.strapi.config.get('server.webhooks.defaultHeaders'), ...hook.headers };
      const { fetch } = this.strapi.get('webhookRunner'); // the one that signs
      const answer = await attempt(fetch, { url: hook.url, headers }, delivery);
      if (answer.outcome !== 'delivered') {
        await this.#failed(lane, delivery, answer);
        break;
      }
      if (lane.failures > 0) this.log.info(`Webhook ${hook.name} is reached again.`);
      lane.failures = 0;
      written = this.#writeDown(ids.shift());
    }
    await written;
    if (ids.length > 0) await this.outbox.release(ids);
  }

  async *#rows(head, after) {
    yield head;
    for (let next = 0; next < after.length; next += LOADED)
      yield* await this.outbox.take(after.slice(next, next + LOADED));
  }

  /** What is delivered while others are written down shares the next write. */
  #writeDown(id) {
    this.#delivered.push(id);
    this.#next ??= this.#last = this.#last.then(() => this.#write());
    return this.#next;
  }

  #write() {
    this.#next = undefined;
    const again = (error) => this.log.error(`Delivered webhooks are sent once more: ${error.message}`);
    return this.outbox.delivered(this.#delivered.splice(0)).catch(again);
  }

  async #failed(lane, { id, event, event_id, age, attempts: before }, { outcome, text, retryAfter }) {
    const [attempts, name] = [before + 1, lane.hook.name];
    const wait = outcome === 'gone' ? 0 : waitAfter(attempts, retryAfter, this.settings);
    const dead = isDead(attempts, Number(age), this.settings);
    await this.outbox.failed(id, { attempts, answer: text, wait, dead });
    const what = `Webhook ${name}: ${event} ${event_id}, attempt ${attempts}: ${JSON.stringify(text)}`;
    if (dead) this.log.error(`${what}. It is a dead letter now.`);
    else if (lane.failures === 0) this.log.warn(`${what}. Again in ${Math.round(wait / 1000)} seconds.`);
    if (outcome === 'gone') await this.#switchOff(lane.hook);
    if (Date.now() >= lane.pausedUntil) lane.failures += 1; // what fails together counts once
    const pause = Math.min(500 * 2 ** lane.failures, wait, LONGEST_PAUSE);
    lane.pausedUntil = Date.now() + Math.max(pause, Math.min(retryAfter ?? 0, HOUR));
    await this.#giveBack(lane);
  }

  async #switchOff(hook) {
    this.log.warn(`Webhook ${hook.name} answered 410 Gone and is switched off. What waits for it is kept.`);
    hook.isEnabled = false;
    const off = await this.strapi.get('webhookStore').updateWebhook(hook.id, hook);
    if (off) this.strapi.get('webhookRunner').update(off);
  }

  #giveBack(lane) {
    const ids = lane.ready.splice(0).flatMap(({ head, after }) => [head.id, ...after]);
    return ids.length > 0 && this.outbox.release(ids);
  }
}

module.exports = { Relay };
