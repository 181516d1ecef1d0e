'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { bodyOf, documentOf } = require('../webhook-outbox/outbox');

const CREATED = new Date('2026-01-01T00:00:00Z');

describe('bodyOf', () => {
  it('adds id and sequence to what Strapi sends', () => {
    const info = { model: 'article', uid: 'api::article.article', entry: { title: 'Zoë 🎉' } };
    assert.equal(
      bodyOf({ event: 'entry.update', createdAt: CREATED, info }, 'b20559e5', 3),
      '{"event":"entry.update","createdAt":"2026-01-01T00:00:00.000Z","model":"article","uid":"api::article.article",' +
        '"entry":{"title":"Zoë 🎉"},"id":"b20559e5","sequence":3}'
    );
  });

  it('lets a custom event set neither', () => {
    const info = { order: 7, id: 'spoofed', sequence: 9 };
    const body = JSON.parse(bodyOf({ event: 'order.shipped', createdAt: CREATED, info }, 'b20559e5', undefined));
    assert.deepEqual(body, { event: 'order.shipped', createdAt: CREATED.toJSON(), order: 7, id: 'b20559e5' });
  });
});

describe('documentOf', () => {
  const row = { documentId: 'abc', locale: 'en' };

  it('is the content type, the document and the locale', () => {
    assert.equal(documentOf({ uid: 'api::a.a', entry: row }), 'api::a.a/abc/en');
    assert.equal(documentOf({ uid: 'api::a.a', entry: { documentId: 'abc' } }), 'api::a.a/abc/');
  });

  it('is the same for a review stage, which belongs to the order of its document', () => {
    assert.equal(documentOf({ uid: 'api::a.a', entity: row }), 'api::a.a/abc/en');
  });

  it('is the file of a media event', () => {
    assert.equal(documentOf({ media: { id: 7 } }), 'file/7');
  });

  it('is nothing for the rest', () => {
    for (const info of [
      {},
      { release: { id: 1 } },
      { entry: { documentId: 'abc' } },
      { uid: 'api::a.a', entry: 'null' },
      { media: {} },
    ]) {
      assert.equal(documentOf(info), undefined);
    }
  });
});
