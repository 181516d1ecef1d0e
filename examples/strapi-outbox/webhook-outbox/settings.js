'use strict';

const HOUR = 3_600_000;

const DEFAULTS = {
  scheduleSeconds: [5, 30, 120, 600, 3600, 10_800, 21_600], // the last one again and again
  giveUpAfterHours: 72, // and not before FEWEST_ATTEMPTS, however long it had to wait behind others
  parallel: 8, // documents at once, for each webhook
  keepSentHours: 24,
  unsigned: false,
};
const FEWEST_ATTEMPTS = 5;

function check(config) {
  for (const [name, value] of Object.entries(config)) {
    const standard = DEFAULTS[name];
    const positive = (number) => typeof number === 'number' && number > 0;
    const valid = Array.isArray(standard)
      ? Array.isArray(value) && value.length > 0 && value.every(positive)
      : typeof value === typeof standard && (typeof value === 'boolean' || positive(value));
    if (standard === undefined) throw new Error(`webhook-outbox has no setting ${name}`);
    if (!valid) throw new Error(`${name} of webhook-outbox has to be like ${JSON.stringify(standard)}`);
  }
}

/**
 * Milliseconds until the next attempt: never less than planned or than the receiver asked for, but at most a day; and
 * up to a fifth more, so that what failed together does not come back together.
 */
function waitAfter(attempts, retryAfter = 0, { scheduleSeconds }, random = Math.random) {
  const planned = scheduleSeconds[Math.min(attempts, scheduleSeconds.length) - 1] * 1000;
  return Math.round(Math.min(Math.max(planned, retryAfter), 24 * HOUR) * (1 + random() / 5));
}

const isDead = (attempts, age, { giveUpAfterHours }) => attempts >= FEWEST_ATTEMPTS && age > giveUpAfterHours * HOUR;

module.exports = { DEFAULTS, HOUR, check, isDead, waitAfter };
