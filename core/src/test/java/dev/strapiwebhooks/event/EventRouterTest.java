package dev.strapiwebhooks.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRouterTest {
    private static final String ARTICLE = "api::article.article";

    private final List<String> calls = new ArrayList<>();

    record Article(String title) {}

    @Test
    void theMostSpecificRegistrationWinsWhateverTheOrder() throws Exception {
        EventRouter router = EventRouter.builder()
                .on(EntryEvent.class, event -> calls.add("any entry"))
                .on("entry.update", event -> calls.add("any update"))
                .onEntry(ARTICLE, Article.class, (event, article) -> calls.add("article " + article.title()))
                .onEntry(ARTICLE, EntryAction.PUBLISH, Article.class, (event, article) -> calls.add("publish"))
                .on(MediaEvent.class, event -> calls.add("media"))
                .otherwise(event -> calls.add("fallback"));

        router.handle(entry("entry.publish", ARTICLE));
        router.handle(entry("entry.update", ARTICLE));
        router.handle(entry("entry.update", "api::page.page"));
        router.handle(entry("entry.delete", "api::page.page"));
        router.handle(read("{\"event\":\"media.create\",\"media\":{}}"));
        router.handle(read("{\"event\":\"order.shipped\"}"));

        assertThat(calls).containsExactly("publish", "article Hi", "any update", "any entry", "media", "fallback");
    }

    @StrapiType(ARTICLE)
    record Generated(String title) {}

    @Test
    void aClassThatNamesItsTypeNeedsNoUid() throws Exception {
        EventRouter router = EventRouter.builder()
                .on(Generated.class, EntryAction.PUBLISH, (event, article) -> calls.add(article.title()))
                .otherwise(event -> calls.add("fallback"));

        router.handle(entry("entry.publish", ARTICLE));
        router.handle(entry("entry.update", ARTICLE));
        router.handle(entry("entry.publish", "api::page.page"));

        assertThat(calls).containsExactly("Hi", "fallback", "fallback");
        assertThatThrownBy(() -> EventRouter.builder()
                        .on(Article.class, EntryAction.PUBLISH, (event, article) -> calls.add("never")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EventRouterTest$Article names no content type")
                .hasMessageContaining("onEntry");
    }

    @Test
    void withoutUidTheModelDecidesWhereItIsUnambiguous() throws Exception {
        StrapiEvent strapi4 = read("{\"event\":\"entry.publish\",\"model\":\"article\",\"entry\":{\"title\":\"Hi\"}}");
        EventRouter one = EventRouter.builder()
                .onEntry(ARTICLE, Article.class, (event, article) -> calls.add("article"))
                .onEntry("api::page.page", Article.class, (event, page) -> calls.add("page"))
                .otherwise(event -> calls.add("fallback"));
        EventRouter two = EventRouter.builder()
                .onEntry(ARTICLE, Article.class, (event, article) -> calls.add("article"))
                .onEntry("plugin::blog.article", Article.class, (event, article) -> calls.add("blog"))
                .otherwise(event -> calls.add("ambiguous"));

        one.handle(strapi4);
        two.handle(strapi4);

        assertThat(calls).containsExactly("article", "ambiguous");
    }

    @Test
    void aModelNameIsNoUid() {
        EventRouter.Builder builder = EventRouter.builder();

        assertThatThrownBy(() -> builder.onEntry("article", Article.class, (event, article) -> calls.add("never")))
                .hasMessageContaining("write for example api::article.article");
    }

    @Test
    void anExceptionOfAHandlerReachesTheCaller() {
        EventRouter router = EventRouter.builder().otherwise(event -> {
            throw new java.io.IOException("disk full");
        });

        assertThatThrownBy(() -> router.handle(read("{\"event\":\"x\"}"))).hasMessage("disk full");
    }

    @Test
    void registeringTwiceOrTooLateIsAnError() {
        EventRouter.Builder builder = EventRouter.builder().on("x", event -> calls.add("x"));

        assertThatThrownBy(() -> builder.on("x", event -> calls.add("y")))
                .hasMessageContaining("event x have a handler");
        assertThatThrownBy(() -> builder.on(StrapiEvent.class, event -> calls.add("all")))
                .hasMessageContaining("otherwise()");
        EventRouter finished = builder.otherwise(event -> calls.add("fallback"));
        assertThatThrownBy(() -> builder.on("late", event -> calls.add("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before otherwise()");
        assertThat(finished).isNotNull();
    }

    private static StrapiEvent entry(String name, String uid) {
        String model = uid.substring(uid.lastIndexOf('.') + 1);
        return read("{\"event\":\"" + name + "\",\"model\":\"" + model + "\",\"uid\":\"" + uid
                + "\",\"entry\":{\"title\":\"Hi\"}}");
    }

    private static StrapiEvent read(String json) {
        return EventReader.create().read(json.getBytes(StandardCharsets.UTF_8));
    }
}
