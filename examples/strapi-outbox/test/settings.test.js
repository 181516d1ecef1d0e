'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { check, DEFAULTS, HOUR, isDead, waitAfter } = require('../webhook-outbox/settings');

const early = () => 0;
const late = () => 1;

describe('waitAfter', () => {
  it('follows the schedule, and stays at its last step', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 100].map(
      (attempts) => waitAfter(attempts, undefined, DEFAULTS, early) / 1000
    );
    assert.deepEqual(seconds, [5, 30, 120, 600, 3600, 10800, 21600, 21600, 21600]);
  });

  it('adds up to a fifth', () => {
    assert.equal(waitAfter(1, undefined, DEFAULTS, late), 6000);
    for (let i = 0; i < 1000; i++) {
      const wait = waitAfter(2, undefined, DEFAULTS);
      assert.ok(wait >= 30_000 && wait <= 36_000, String(wait));
    }
  });

  it('waits as long as the receiver asks for, but never less than planned nor more than a day', () => {
    assert.equal(waitAfter(1, 60_000, DEFAULTS, early), 60_000);
    assert.equal(waitAfter(3, 1000, DEFAULTS, early), 120_000);
    assert.equal(waitAfter(1, 365 * 24 * HOUR, DEFAULTS, early), 24 * HOUR);
  });
});

describe('isDead', () => {
  it('takes three days', () => {
    assert.equal(isDead(20, 72 * HOUR, DEFAULTS), false);
    assert.equal(isDead(20, 72 * HOUR + 1, DEFAULTS), true);
  });

  it('takes five attempts of a delivery that became old behind others', () => {
    assert.equal(isDead(4, 100 * HOUR, DEFAULTS), false);
    assert.equal(isDead(5, 100 * HOUR, DEFAULTS), true);
  });

  it('reaches the end of the three days with the schedule as it is', () => {
    let attempts = 0;
    let age = 0;
    do age += waitAfter((attempts += 1), undefined, DEFAULTS, early);
    while (!isDead(attempts + 1, age, DEFAULTS));
    assert.ok(attempts >= 15 && attempts <= 20, String(attempts));
  });
});

describe('check', () => {
  it('takes what is set well', () => {
    check({});
    check(DEFAULTS);
    check({ scheduleSeconds: [0.5], unsigned: true });
  });

  for (const config of [
    { parallel: 0 },
    { parallel: '8' },
    { scheduleSeconds: [] },
    { scheduleSeconds: 5 },
    { scheduleSeconds: [5, -1] },
    { unsigned: 1 },
    { keepSentHours: NaN },
  ]) {
    it(`refuses ${JSON.stringify(config)}`, () => {
      assert.throws(() => check(config), {
        message: new RegExp(`^${Object.keys(config)[0]} of webhook-outbox has to be like`),
      });
    });
  }

  it('refuses what it does not have', () => {
    assert.throws(() => check({ paralel: 8 }), { message: /no setting paralel/ });
  });
});
