package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.RateLimit;
import dev.strapiwebhooks.spring.boot.EndpointProperties.RateLimits;

/** Makes the limits of an endpoint; a bean where Bucket4j is on the class path. */
@FunctionalInterface
interface RateLimitFactory {
    /** Both limits; a limit of 0 lets everything in. */
    RateLimit create(RateLimits limits);
}
