/**
 * A Strapi for tests: {@link dev.strapiwebhooks.testkit.client.StrapiDeliveries} makes events of {@link
 * dev.strapiwebhooks.testkit.client.SampleEntry sample entries}, signs and sends them to a running receiver, and checks what
 * became of them.
 */
@NullMarked
package dev.strapiwebhooks.testkit.client;

import org.jspecify.annotations.NullMarked;
