package dev.strapiwebhooks.inbox;

import java.util.List;
import java.util.Optional;

/** Deliveries that were given up after too many attempts. They stay until a person decides. Thread-safe. */
public interface DeadLetters {
    /**
     * Lists some, oldest first.
     *
     * @param after only those with a higher number than this; 0 to begin
     * @param limit how many deliveries at most, from 1 to 1000; one that several handlers gave up is listed for each
     * @return the dead letters, without their bodies
     */
    List<DeadLetter> list(long after, int limit);

    /**
     * The raw body of one, whatever it holds.
     *
     * @param id its number
     * @return the bytes; empty when there is no such dead letter
     */
    Optional<byte[]> body(long id);

    /**
     * Looks at one.
     *
     * @param id its number
     * @return the delivery with its body; empty when there is no such dead letter
     * @throws dev.strapiwebhooks.event.EventReader.MalformedEventException when the event reader cannot read it; see {@link #body}
     */
    Optional<ReceivedDelivery> inspect(long id);

    /**
     * Gives one to the handlers that gave it up again, with all attempts before it. When later events of its document were handled
     * meanwhile, {@link StoredDelivery#overtaken()} says so.
     *
     * @param id its number
     * @return false when there is no such dead letter
     */
    boolean replay(long id);

    /**
     * Gives one up for good. Copies of it are still refused as replays.
     *
     * @param id its number
     * @return false when there is no such dead letter
     */
    boolean drop(long id);
}
