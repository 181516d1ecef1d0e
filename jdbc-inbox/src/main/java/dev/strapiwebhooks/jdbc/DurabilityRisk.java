package dev.strapiwebhooks.jdbc;

/** Ways in which a database loses deliveries that it has confirmed. An inbox refuses to start on such a database. */
public enum DurabilityRisk {
    /** PostgreSQL with {@code fsync=off}: a machine that loses power loses, or destroys, the database. */
    FSYNC_OFF("fsync is off; set fsync = on in postgresql.conf"),
    /** PostgreSQL with {@code full_page_writes=off}: a machine that loses power may destroy pages. */
    FULL_PAGE_WRITES_OFF("full_page_writes is off; set full_page_writes = on in postgresql.conf"),
    /** H2 that writes some time after a commit: a killed process loses what it has confirmed in that time. */
    H2_WRITE_DELAY("H2 writes some time after a commit; add ;WRITE_DELAY=0 to the JDBC URL"),
    /** H2 in memory: the end of the process loses all. */
    H2_IN_MEMORY("H2 keeps this database in memory; use a file: jdbc:h2:./data/webhooks;WRITE_DELAY=0"),
    /** H2 2.5: the end of the process may leave a lock that nothing ends. */
    H2_2_5("H2 2.5 can keep a lock for ever after this process was killed; use H2 2.4.240");

    private final String remedy;

    DurabilityRisk(String remedy) {
        this.remedy = remedy;
    }

    /**
     * What is wrong, and how to mend it.
     *
     * @return half a sentence
     */
    public String remedy() {
        return remedy;
    }
}
