package dev.strapiwebhooks.spring;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportAware;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;

/** What {@link EnableStrapiWebhooks} imports. */
@Configuration(proxyBeanMethods = false)
@Import(StrapiWebhookMvcConfiguration.class)
class StrapiWebhookImport implements ImportAware {
    private List<String> paths = List.of(WebhookPaths.DEFAULT);

    @Override
    public void setImportMetadata(AnnotationMetadata importing) {
        MergedAnnotation<EnableStrapiWebhooks> annotation =
                importing.getAnnotations().get(EnableStrapiWebhooks.class);
        paths = List.of(annotation.getStringArray("paths"));
    }

    @Bean
    WebhookPaths strapiWebhookPaths() {
        return WebhookPaths.of(paths);
    }
}
