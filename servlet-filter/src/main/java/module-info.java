/** A drop-in servlet filter that lets only verified Strapi deliveries pass. */
module dev.strapiwebhooks.servlet {
    requires transitive dev.strapiwebhooks.core;
    requires transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports dev.strapiwebhooks.servlet;
}
