package dev.strapiwebhooks.spring.contract.newsroom;

/** What the handlers work with; a real one is somewhere else on the network. */
public interface SearchIndex {
    /**
     * Adds or replaces a document.
     *
     * @param documentId which
     * @param title its text
     */
    void put(String documentId, String title);

    /**
     * Removes a document.
     *
     * @param documentId which
     */
    void remove(String documentId);
}
