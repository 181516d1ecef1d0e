package dev.strapiwebhooks.replay;

/** A bounded {@link ReplayGuard} holds as many live claims as it may. The delivery is refused, no claim is forgotten. */
final class ReplayGuardFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayGuardFullException(int capacity) {
        super("the replay guard is full (" + capacity + " live claims in one stripe);"
                + " give InMemoryReplayGuard.create a larger capacity or shorten the tolerance");
    }
}
