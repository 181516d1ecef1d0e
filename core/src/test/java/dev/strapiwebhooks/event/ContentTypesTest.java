package dev.strapiwebhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTypesTest {
    private static final String ARTICLE = "api::article.article";
    private static final String OTHER_ARTICLE = "plugin::shop.article";

    @Test
    void theUidDecides() {
        ContentTypes types = ContentTypes.of(List.of(ARTICLE, OTHER_ARTICLE));

        assertThat(types.isOf(entry(",\"uid\":\"" + ARTICLE + "\""), ARTICLE)).isTrue();
        assertThat(types.isOf(entry(",\"uid\":\"" + ARTICLE + "\""), OTHER_ARTICLE))
                .isFalse();
    }

    @Test
    void withoutAUidTheModelDecidesWhereOnlyOneTypeHasIt() {
        assertThat(ContentTypes.of(List.of(ARTICLE)).isOf(entry(""), ARTICLE)).isTrue();
        assertThat(ContentTypes.of(List.of(ARTICLE, OTHER_ARTICLE)).isOf(entry(""), ARTICLE))
                .as("either could be meant")
                .isFalse();
        assertThat(ContentTypes.of(List.of("api::page.page")).isOf(entry(""), "api::page.page"))
                .isFalse();
    }

    @Test
    void whatIsNoUidIsRefused() {
        assertThatThrownBy(() -> ContentTypes.of(List.of("article")))
                .hasMessageContaining("\"article\" is not the uid");
    }

    private static EntryEvent entry(String uid) {
        String json = "{\"event\":\"entry.publish\",\"model\":\"article\"" + uid + ",\"entry\":{\"id\":1}}";
        return (EntryEvent) EventReader.create().read(json.getBytes(StandardCharsets.UTF_8));
    }
}
