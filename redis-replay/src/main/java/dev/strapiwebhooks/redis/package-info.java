/** Replay protection in Redis or Valkey: {@link dev.strapiwebhooks.redis.RedisReplayGuard}. */
@NullMarked
package dev.strapiwebhooks.redis;

import org.jspecify.annotations.NullMarked;
