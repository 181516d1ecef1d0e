package dev.strapiwebhooks.storm;

/** What can happen to a receiver, to its network, or to the database. */
enum Trouble {
    /** A receiver stands still, and goes on. */
    SUSPEND,
    /** A receiver dies, and another is started in its place. */
    KILL,
    /** A receiver is started again with a clock that is wrong. The deed lasts as long as that clock does. */
    WRONG_CLOCK,
    /** A receiver's handlers hold all connections of the application's pool. */
    DRY_POOL,
    /** A receiver's connections to the database end. */
    CUT,
    /** A receiver's network accepts everything and delivers nothing, and then ends the connections. */
    SWALLOW,
    /** The database ends without a goodbye, and is started again. */
    RESTART_DATABASE,
    /** The database stands still, and goes on. */
    FREEZE_DATABASE;

    boolean isOfTheDatabase() {
        return this == RESTART_DATABASE || this == FREEZE_DATABASE;
    }
}
