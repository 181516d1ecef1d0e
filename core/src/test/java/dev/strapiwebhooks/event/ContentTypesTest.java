package dev.strapiwebhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentTypesTest {
    private static final String ARTICLE = "api::article.article";
    private static final String OTHER_ARTICLE = "plugin::shop.article";

    @Test
    void theUidDecides() {
        Set<String> types = Set.of(ARTICLE, OTHER_ARTICLE);

        assertThat(entry(",\"uid\":\"" + ARTICLE + "\"").isOf(ARTICLE, types)).isTrue();
        assertThat(entry(",\"uid\":\"" + ARTICLE + "\"").isOf(OTHER_ARTICLE, types))
                .isFalse();
    }

    @Test
    void withoutAUidTheModelDecidesWhereOnlyOneTypeHasIt() {
        assertThat(entry("").isOf(ARTICLE, Set.of(ARTICLE))).isTrue();
        assertThat(entry("").isOf(ARTICLE, Set.of(ARTICLE, OTHER_ARTICLE)))
                .as("either could be meant")
                .isFalse();
        assertThat(entry("").isOf("api::page.page", Set.of("api::page.page"))).isFalse();
    }

    @Test
    void whatIsNoUidIsRefused() {
        assertThatThrownBy(() -> EntryEvent.requireUid("article")).hasMessageContaining("\"article\" is not the uid");
    }

    private static EntryEvent entry(String uid) {
        String json = "{\"event\":\"entry.publish\",\"model\":\"article\"" + uid + ",\"entry\":{\"id\":1}}";
        return (EntryEvent) EventReader.create().read(json.getBytes(StandardCharsets.UTF_8));
    }
}
