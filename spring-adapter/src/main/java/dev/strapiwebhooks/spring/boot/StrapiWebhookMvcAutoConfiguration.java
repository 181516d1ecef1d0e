package dev.strapiwebhooks.spring.boot;

import dev.strapiwebhooks.spring.StrapiWebhookMvcConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;

/** Guards handlers of Spring MVC. */
@AutoConfiguration(after = StrapiWebhookAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@Import(StrapiWebhookMvcConfiguration.class)
final class StrapiWebhookMvcAutoConfiguration {}
