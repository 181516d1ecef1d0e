/** A replay guard in Redis or Valkey, for several receivers of one endpoint. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Jedis does not name its module otherwise
module dev.strapiwebhooks.redis {
    requires transitive dev.strapiwebhooks.core;
    requires transitive redis.clients.jedis;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.strapiwebhooks.redis;
}
