package dev.strapiwebhooks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.tck.PathSpellings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalPathTest {
    private static final WebhookPaths PATHS = WebhookPaths.of(List.of("/webhooks/strapi"));

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "'',/",
        "/a/b,/a/b",
        "/a/b/,/a/b",
        "//a///b,/a/b",
        "/a;x/;y/b;z=1;w,/a/b",
        "/a/./b/../c,/a/c",
        "/../../a,/a",
        "/a/%2e%2E/b,/b",
        "/a%2fb%5Cc,/a/b/c",
        "/a%3bx,/a;x",
        "/%C3%A9,/é",
        "/a%,/a%",
        "/a%2,/a%2",
        "/a%zz%41,/a%zzA",
        "/.well-known/x,/.well-known/x"
    })
    void oneSpelling(String path, String canonical) {
        assertThat(CanonicalPath.of(path)).isEqualTo(canonical);
    }

    static Stream<String> spellings() {
        List<String> otherPaths =
                List.of("/webhooks/strapi%00", "/webhooks/strapi.json", "/webhooks/strapi%20", "/webhooks/strapi%3bx");
        return PathSpellings.of("/webhooks/strapi")
                .filter(path -> path.startsWith("/") && !path.contains("?") && !path.contains("%252f"))
                .filter(path -> !otherPaths.contains(path));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everySpellingIsTheGuardedPath(String path) {
        assertThat(PATHS.match(path)).isTrue();
    }

    @Test
    void otherPathsAreNot() {
        assertThat(List.of("/", "/webhooks", "/webhooks/strapi/more", "/webhooks/strapi.json", "/webhooksstrapi"))
                .noneMatch(PATHS::match);
    }
}
