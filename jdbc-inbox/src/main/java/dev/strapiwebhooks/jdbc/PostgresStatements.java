package dev.strapiwebhooks.jdbc;

/**
 * PostgreSQL's statements. At READ COMMITTED each has a snapshot of its own: what must see the latest state after a lock is a
 * statement of its own behind the lock. Rows are locked in the order of document and handler.
 */
final class PostgresStatements {
    private static final String LEASES = " unnest(?::text[], ?::text[], ?::bigint[]) AS m(document, handler, fence)";
    private static final String IS_M = " l.document = m.document AND l.handler = m.handler AND l.fence = m.fence";

    /**
     * The lock comes first: counting held rows makes the insert wait for it. A lease that another transaction has just made
     * is locked by an update that changes nothing, and so is not removed under this one. A document that waits is due sooner
     * when what it waits for is not the first any more. Whether a delivery that its sender has counted must wait is seen when it
     * is read, so its document is looked at soon. Where an end was waited for, the lease is another than in the snapshot: its owner is
     * asked where the update writes, because a condition would look at both.
     */
    static final String STORE = """
            WITH x AS MATERIALIZED (
              SELECT * FROM unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bigint[])
              AS x(replay_key, token, document, endpoint, key_name, event, uid, document_id, locale, sequence, created_at,
                received_at, headers, body, hold) ORDER BY replay_key),
            h AS MATERIALIZED (SELECT name AS handler FROM strapi_webhook_handler),
            held AS MATERIALIZED (
              SELECT l.document, l.handler, l.owner, l.due FROM strapi_webhook_lease l
              WHERE l.document = ANY (?::text[]) AND l.handler IN (SELECT handler FROM h)
              ORDER BY l.document, l.handler FOR KEY SHARE),
            stored AS (
              INSERT INTO strapi_webhook_delivery (replay_key, token, document, endpoint, key_name, event, uid, document_id, locale,
                sequence, created_at, received_at, headers, body)
              SELECT replay_key, token, document, endpoint, key_name, event, uid, document_id, locale, sequence, created_at,
                received_at, headers, body FROM x, (SELECT count(*) FROM held) first
              ON CONFLICT (replay_key) DO NOTHING RETURNING id, token, document, sequence, created_at, stored_at),
            todo AS (
              SELECT s.id, s.document, h.handler, s.sequence, s.created_at, s.stored_at + x.hold * INTERVAL '1 ms' AS due,
                CASE WHEN s.sequence > 0 THEN s.stored_at ELSE s.stored_at + x.hold * INTERVAL '1 ms' END AS wake
              FROM stored s JOIN x ON x.token = s.token, h),
            work AS (
              INSERT INTO strapi_webhook_work (document, handler, sequence, created_at, delivery, due)
              SELECT document, handler, sequence, created_at, id, due FROM todo),
            woken AS (
              INSERT INTO strapi_webhook_lease AS l (document, handler, due)
              SELECT t.document, t.handler, min(t.wake) FROM todo t
              WHERE NOT EXISTS (SELECT FROM held WHERE held.document = t.document AND held.handler = t.handler)
              GROUP BY 1, 2 ORDER BY 1, 2
              ON CONFLICT (document, handler) DO UPDATE SET fence = l.fence WHERE FALSE),
            head AS (SELECT DISTINCT ON (document, handler) * FROM todo ORDER BY document, handler, sequence, created_at, id),
            sooner AS (
              UPDATE strapi_webhook_lease l SET due = CASE WHEN l.owner IS NULL AND l.due > c.wake THEN c.wake ELSE l.due END FROM (
                SELECT l.document, l.handler, head.wake FROM held JOIN head USING (document, handler)
                JOIN strapi_webhook_lease l USING (document, handler)
                WHERE held.owner IS NULL AND held.due > head.wake AND (head.sequence > 0 OR NOT EXISTS (
                  SELECT FROM strapi_webhook_work w WHERE w.document = head.document AND w.handler = head.handler
                  AND (w.sequence, w.created_at, w.delivery) < (head.sequence, head.created_at, head.id)))
                ORDER BY 1, 2 FOR NO KEY UPDATE OF l SKIP LOCKED) c
              WHERE l.document = c.document AND l.handler = c.handler)
            SELECT token, id FROM stored""";

    /** The clock in a sub-select is asked once, so that it can be a condition of the index. */
    static final String CLAIM = """
            WITH c AS MATERIALIZED (
              SELECT document, handler, due FROM strapi_webhook_lease
              WHERE due <= (SELECT clock_timestamp()) AND due >= ? AND handler = ANY (?::text[])
              AND NOT (document, handler) IN (SELECT * FROM unnest(?::text[], ?::text[])) AND (tries = 0 OR ?) AND (owner IS NULL OR ?)
              ORDER BY due LIMIT ? FOR NO KEY UPDATE SKIP LOCKED)
            UPDATE strapi_webhook_lease l
            SET due = clock_timestamp() + ? * INTERVAL '1 ms', owner = ?, fence = nextval('strapi_webhook_fence'), tries = l.tries + 1
            FROM c WHERE l.document = c.document AND l.handler = c.handler
            RETURNING l.document, l.handler, l.fence, l.tries, c.due""";

    /**
     * What a document was taken without an end for counts as an attempt of its head, which is then read alone. A delivery that
     * its sender has counted waits for no other when the one before it is done, or comes right before it. Under one lease, what
     * was handled is not passed again: its rows may not have been removed yet.
     */
    static final String READ = """
            SELECT r.*, k.sequence AS mark_sequence, k.created_at AS mark_created_at, k.delivery AS mark_delivery
            FROM (SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bigint[])
              AS m(document, handler, tries, sequence, created_at, delivery) ORDER BY document, handler) x
            LEFT JOIN LATERAL (
              SELECT * FROM strapi_webhook_mark k WHERE k.document = x.document AND k.handler = x.handler
              ORDER BY k.sequence DESC, k.created_at DESC, k.delivery DESC LIMIT 1) k ON TRUE
            CROSS JOIN LATERAL (
              SELECT w.document, w.handler, w.sequence, w.created_at, w.delivery,
                w.attempts + CASE row_number() OVER place WHEN 1 THEN x.tries ELSE 1 END AS attempt,
                bool_and(w.due <= clock_timestamp() OR (w.attempts = 0 AND w.sequence > 1
                  AND w.sequence - 1 = coalesce(w.before, k.sequence, 0))) OVER place AS ready,
                sum(octet_length(d.body)) OVER place - octet_length(d.body) AS size_before, %s
              FROM (SELECT w.*, lag(w.sequence) OVER (ORDER BY w.sequence, w.created_at, w.delivery) AS before FROM (
                  SELECT * FROM strapi_webhook_work w WHERE w.document = x.document AND w.handler = x.handler
                  AND (w.sequence, w.created_at, w.delivery) > (x.sequence, x.created_at, x.delivery)
                  ORDER BY w.sequence, w.created_at, w.delivery LIMIT CASE WHEN x.tries > 1 THEN 1 ELSE ? END) w) w
              JOIN strapi_webhook_delivery d ON d.id = w.delivery
              WINDOW place AS (ORDER BY w.sequence, w.created_at, w.delivery)) r
            WHERE r.ready AND r.size_before < %d
            ORDER BY r.document, r.handler, r.sequence, r.created_at, r.delivery
            """.formatted(DeliveryRecord.COLUMNS, WorkRows.MOST_BYTES);

    static final String UNTIL_NEXT = """
            SELECT ceil(extract(epoch FROM due - clock_timestamp()) * 1000)::bigint FROM strapi_webhook_lease
            WHERE due >= ? AND handler = ANY (?::text[]) ORDER BY due LIMIT 1""";

    /**
     * A row that a transactional handler, or an end, of this receiver has locked needs no renewal. A document that was given back
     * while this was on its way keeps its fence, but has no owner; it must not be made to wait.
     */
    static final String RENEW = "WITH c AS MATERIALIZED (SELECT l.document, l.handler FROM strapi_webhook_lease l JOIN"
            + LEASES + " ON" + IS_M
            + " WHERE l.owner IS NOT NULL ORDER BY l.document, l.handler FOR NO KEY UPDATE OF l SKIP LOCKED)"
            + " UPDATE strapi_webhook_lease l SET due = clock_timestamp() + ? * INTERVAL '1 ms' FROM c"
            + " WHERE l.document = c.document AND l.handler = c.handler RETURNING l.document, l.handler";

    static final String STILL_HELD =
            "SELECT l.document, l.handler FROM strapi_webhook_lease l JOIN" + LEASES + " ON" + IS_M;

    static final String LOCK_UNWATCHED = "SELECT l.document, l.handler FROM strapi_webhook_lease l JOIN" + LEASES
            + " ON" + IS_M + " ORDER BY l.document, l.handler FOR UPDATE OF l SKIP LOCKED";

    /**
     * A mark is found by its whole old value, which this lease's owner knows: of a document with many deliveries there are many
     * old versions, and each look-up by the document alone would pass those that a transaction elsewhere keeps from being removed.
     */
    static final String END = """
            WITH m AS MATERIALIZED (
              SELECT m.* FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bigint[], ?::text[],
                ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[])
              AS m(document, handler, fence, sequence, created_at, delivery, outcome, attempt, wait, error,
                mark_sequence, mark_created_at, mark_delivery)
              JOIN strapi_webhook_lease l ON l.document = m.document AND l.handler = m.handler AND l.fence = m.fence
              ORDER BY m.document, m.handler FOR NO KEY UPDATE OF l),
            removed AS (
              DELETE FROM strapi_webhook_work w USING m
              WHERE w.document = m.document AND w.handler = m.handler AND w.sequence = m.sequence
              AND w.created_at = m.created_at AND w.delivery = m.delivery AND m.outcome <> 'RETRY'
              RETURNING m.*),
            again AS (
              UPDATE strapi_webhook_work w
              SET attempts = m.attempt, due = clock_timestamp() + m.wait * INTERVAL '1 ms', error = m.error FROM m
              WHERE w.document = m.document AND w.handler = m.handler AND w.sequence = m.sequence
              AND w.created_at = m.created_at AND w.delivery = m.delivery AND m.outcome = 'RETRY'
              RETURNING m.document, m.handler),
            done AS (
              SELECT * FROM removed WHERE outcome = 'DONE'
              AND (sequence, created_at, delivery) > (mark_sequence, mark_created_at, mark_delivery)),
            moved AS (
              UPDATE strapi_webhook_mark k SET sequence = done.sequence, created_at = done.created_at, delivery = done.delivery
              FROM done WHERE k.document = done.document AND k.handler = done.handler AND k.sequence = done.mark_sequence
              AND k.created_at = done.mark_created_at AND k.delivery = done.mark_delivery
              RETURNING k.document, k.handler),
            marked AS (
              INSERT INTO strapi_webhook_mark (document, handler, sequence, created_at, delivery)
              SELECT document, handler, sequence, created_at, delivery FROM done
              WHERE NOT EXISTS (SELECT FROM moved WHERE moved.document = done.document AND moved.handler = done.handler)
              ON CONFLICT DO NOTHING),
            buried AS (
              INSERT INTO strapi_webhook_dead_letter (delivery, handler, document, died_at, attempts, error)
              SELECT delivery, handler, document, clock_timestamp(), attempt, error FROM removed WHERE outcome = 'DEAD'
              ON CONFLICT DO NOTHING)
            SELECT document, handler FROM removed UNION ALL SELECT document, handler FROM again""";

    static final String MOVE_MARK =
            "UPDATE strapi_webhook_mark SET sequence = ?, created_at = ?, delivery = ?" + WorkRows.THIS;

    static final String INSERT_MARK =
            "INSERT INTO strapi_webhook_mark (document, handler, sequence, created_at, delivery)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String DELETE_LEASES = "DELETE FROM strapi_webhook_lease l USING" + LEASES + " WHERE" + IS_M
            + " AND NOT EXISTS (SELECT FROM strapi_webhook_work w WHERE w.document = l.document AND w.handler = l.handler)";

    /**
     * Never in the past, so that a claim need not look there. Where a storing transaction holds the lease, nobody sees yet what
     * it stores, so the document is looked at again soon.
     */
    private static final String GIVE_BACK = """
            UPDATE strapi_webhook_lease l SET owner = NULL, tries = m.tries,
              due = greatest(clock_timestamp(), CASE WHEN m.watched = 0 THEN (
                SELECT %s FROM strapi_webhook_work w WHERE w.document = l.document AND w.handler = l.handler
                ORDER BY w.sequence, w.created_at, w.delivery LIMIT 1) END)
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) AS m(document, handler, fence, tries, watched)
            WHERE""".formatted(WorkRows.HEAD_DUE) + IS_M;

    static final String END_LAST = END + ";" + DELETE_LEASES + ";" + GIVE_BACK + "; COMMIT";

    static final String LOCK_OWN = "SELECT 1 FROM strapi_webhook_lease WHERE document = ? AND handler = ? AND fence = ?"
            + " FOR NO KEY UPDATE";

    static final String HOLD =
            "INSERT INTO strapi_webhook_lease AS l (document, handler, due) VALUES (?, ?, clock_timestamp())"
                    + " ON CONFLICT (document, handler) DO UPDATE SET fence = l.fence WHERE FALSE";

    /** A delivery that is being deleted is left out, and one that is given to the handler is not deleted. */
    static final String FILL = """
            WITH d AS MATERIALIZED (
              SELECT id, document, sequence, created_at FROM strapi_webhook_delivery
              WHERE id > ? AND id <= ? AND body IS NOT NULL ORDER BY id LIMIT ? FOR KEY SHARE),
            work AS (
              INSERT INTO strapi_webhook_work (document, handler, sequence, created_at, delivery, due)
              SELECT document, ?, sequence, created_at, id, clock_timestamp() FROM d ON CONFLICT DO NOTHING),
            woken AS (
              INSERT INTO strapi_webhook_lease AS l (document, handler, due)
              SELECT document, ?, clock_timestamp() FROM d GROUP BY document ORDER BY document
              ON CONFLICT (document, handler) DO UPDATE SET fence = l.fence WHERE FALSE)
            SELECT max(id) FROM d HAVING count(*) > 0""";

    private PostgresStatements() {}
}
