/**
 * Spring MVC: {@link dev.strapiwebhooks.spring.StrapiWebhook} marks handler methods, which take a typed event or a {@link
 * dev.strapiwebhooks.spring.StrapiEntry}. Without Boot, {@link dev.strapiwebhooks.spring.EnableStrapiWebhooks} sets it up.
 */
@NullMarked
package dev.strapiwebhooks.spring;

import org.jspecify.annotations.NullMarked;
