package dev.strapiwebhooks.jdbc;

/**
 * What is handled one after the other: the deliveries of a document, for one handler.
 *
 * @param document as the column holds it
 * @param handler the handler's name
 */
record LeaseKey(String document, String handler) implements Comparable<LeaseKey> {
    /** The order in which rows are locked, so that no two transactions wait for each other. */
    @Override
    public int compareTo(LeaseKey other) {
        int byDocument = document.compareTo(other.document);
        return byDocument == 0 ? handler.compareTo(other.handler) : byDocument;
    }
}
