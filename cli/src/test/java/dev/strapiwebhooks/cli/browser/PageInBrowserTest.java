package dev.strapiwebhooks.cli.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.strapiwebhooks.WebhookSigner;
import dev.strapiwebhooks.cli.delivery.DeliveryFile;
import dev.strapiwebhooks.cli.listen.Listening;
import dev.strapiwebhooks.testkit.CapturedDeliveries;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person sees it, in a real browser. Skipped where there is no Chromium. */
class PageInBrowserTest {
    private static final boolean WRITES_SCREENSHOTS = Boolean.getBoolean("screenshots.write");
    private static final String RIGHT_TO_LEFT = "\u202E";

    private static @Nullable Chromium chromium;

    private final Listening listening = Listening.inMemory();

    @BeforeAll
    static void startBrowser() {
        Optional<Path> executable = Chromium.installed();
        assumeTrue(executable.isPresent(), "skipped: there is no chromium on the path; install it to test the page");
        chromium = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    static void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() {
        listening.close();
    }

    @Test
    void goodForgedAndStaleDeliveriesAppearWithoutReload() throws Exception {
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            assertThat(open.at("#empty").innerText())
                    .contains(listening.endpoint().toString());
            Locator good = open.row(real(Instant.now()), "accepted");
            Locator forged = open.row(real(Instant.now()).withBody("{}".getBytes(UTF_8)), "refused");
            assertThat(good.innerText()).contains("entry.publish", "article");
            assertThat(forged.innerText()).contains("SIGNATURE_MISMATCH");
            Locator stale = open.row(real(Instant.now().minus(Duration.ofHours(1))), "refused");
            assertThat(stale.innerText()).contains("STALE");
            open.page()
                    .waitForCondition(() -> open.at("#chart-text").textContent().contains("1 accepted, 2 refused"));
            open.requireHealth();
        }
    }

    @Test
    void aRefusedDeliverySaysWhy() throws Exception {
        byte[] body = CapturedDeliveries.named("v5-signed-entry.publish-02").body();
        byte[] longer = (new String(body, UTF_8) + "\n").getBytes(UTF_8);
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            open.row(real(Instant.now()).withBody(longer), "refused").click();
            Locator finding = open.at("#explanation .finding[data-code=BODY_TRAILING_NEWLINE]");
            finding.waitFor();

            assertThat(finding.innerText())
                    .contains("The signature fits when", "On the Strapi side:", "On the Java side:");
            open.at("#tab-headers").click();
            assertThat(open.at("#panel-headers").innerText())
                    .contains("sha256=••••")
                    .doesNotContain(Listening.SECRET);
            open.at("#tab-signed").click();
            assertThat(open.at("#panel-signed").innerText()).contains("65 76 65 6e 74 22 3a"); // event":
            open.requireHealth();
        }
    }

    @Test
    void anExportedDeliveryIsTheDelivery() throws Exception {
        SignedDelivery delivery = real(Instant.now());
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            open.row(delivery, "accepted").click();
            Download download =
                    open.page().waitForDownload(() -> open.at("#export").click());

            assertThat(DeliveryFile.read(Files.readAllBytes(download.path())).body())
                    .isEqualTo(delivery.body());
            open.requireHealth();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void hostileContentIsOnlyText(int width) throws Exception {
        String script = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";
        String json = "{\"event\":\"entry." + RIGHT_TO_LEFT + script.replace("\"", "") + "\",\"model\":\"" + script
                + "\",\"uid\":\"javascript:window.hacked=1\",\"__proto__\":{\"hacked\":1},\"entry\":{\"documentId\":\""
                + script + "\",\"huge\":\"" + "W".repeat(40_000) + "\",\"number\":12345678901234567890.10,\""
                + script + RIGHT_TO_LEFT + "\":[[[[{}]]]]}}";
        SignedDelivery delivery =
                SignedDelivery.of(Listening.secret(), json, Instant.now()).with("X-Hostile", script);
        try (OpenPage open = open(width, ColorScheme.LIGHT)) {
            open.row(delivery, "accepted").click();
            open.at("#panel-body").getByText("12345678901234567890.10").waitFor();

            assertThat(open.at("#detail-title").innerText())
                    .contains("⟨U+202E⟩", "<script>")
                    .doesNotContain(RIGHT_TO_LEFT);
            assertThat(open.at("#detail img, #rows img, body script").count()).isZero();
            open.at("#tab-headers").click();
            assertThat(open.at("#panel-headers").innerText()).contains("<img src=x");
            assertThat(open.at("#filter-event option").allTextContents().toString())
                    .doesNotContain(RIGHT_TO_LEFT);
            open.requireHealth();
        }
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            open.row(real(Instant.now()), "accepted");
            open.row(SignedDelivery.unsigned("{}".getBytes(UTF_8)), "refused");
            Page page = open.page();
            page.keyboard().press("/");
            assertThat(focused(page)).isEqualTo("filter-event");
            open.at("#rows tr").first().focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            open.at("#detail").waitFor();
            open.page()
                    .waitForCondition(() ->
                            "entry.publish".equals(open.at("#detail-title").innerText()));
            page.keyboard().press("Escape");
            assertThat(page.evaluate("document.activeElement.dataset.verdict")).isEqualTo("accepted");
            page.keyboard().press("p");
            open.at("#connection[data-state=paused]").waitFor();
            open.requireHealth();
        }
    }

    @Test
    void pausedThePageStandsStillAndCounts() throws Exception {
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            open.row(real(Instant.now()), "accepted");
            open.at("#pause").click();
            for (int i = 0; i < 3; i++) {
                assertThat(listening.send(real(Instant.now().plusMillis(i))).status())
                        .isEqualTo(204);
            }
            open.page()
                    .waitForCondition(() -> "3 new".equals(open.at("#new-count").innerText()));
            assertThat(open.at("#rows tr").count()).isEqualTo(1);
            open.at("#pause").click();
            open.page().waitForCondition(() -> open.at("#rows tr").count() == 4);
            open.requireHealth();
        }
    }

    @Test
    void filtersShowWhatIsAskedFor() throws Exception {
        try (OpenPage open = open(1280, ColorScheme.LIGHT)) {
            open.row(real(Instant.now()), "accepted");
            open.row(SignedDelivery.of(Listening.secret(), "{\"event\":\"trigger-test\"}", Instant.now()), "accepted");
            open.row(SignedDelivery.unsigned("{}".getBytes(UTF_8)), "refused");
            open.at("#filter-verdict").selectOption("refused");
            open.page().waitForCondition(() -> open.at("#rows tr").count() == 1);
            open.at("#filter-verdict").selectOption("");
            open.at("#filter-event").selectOption("trigger-test");
            open.page().waitForCondition(() -> open.at("#rows tr").count() == 1);
            assertThat(open.at("#rows tr").innerText()).contains("trigger-test");
            open.requireHealth();
        }
    }

    /** WCAG 2.2, 1.4.3: at least 4.5 to 1 for text of this size. Also writes the pictures of the README. */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textIsLegibleInLightAndDark(ColorScheme scheme) throws Exception {
        try (OpenPage open = open(1280, scheme)) {
            for (int i = 0; i < 3; i++) {
                open.row(real(Instant.now().plusMillis(i)), "accepted");
            }
            open.row(
                    SignedDelivery.unsigned("{\"event\":\"entry.create\",\"model\":\"author\"}".getBytes(UTF_8)),
                    "refused");
            open.row(real(Instant.now().minus(Duration.ofMinutes(20))), "refused");
            byte[] longer = (new String(real(Instant.now()).body(), UTF_8) + "\n").getBytes(UTF_8);
            open.row(real(Instant.now()).withBody(longer), "refused").click();
            open.at("#explanation .finding").first().waitFor();
            open.page()
                    .waitForCondition(() -> open.at("#chart-text").textContent().contains("3 refused"));

            for (String selector : new String[] {"#detail-title", ".finding p", "#rows .cell-reason", "#connection"}) {
                assertThat(Contrast.of(open.at(selector).first())).as(selector).isGreaterThanOrEqualTo(4.5);
            }
            assertThat(Contrast.isDark(open.at("body"))).isEqualTo(scheme == ColorScheme.DARK);
            if (WRITES_SCREENSHOTS) {
                open.page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(Path.of(
                                        "..",
                                        "docs",
                                        "images",
                                        "inspector-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
            }
            open.requireHealth();
        }
    }

    private static Object focused(Page page) {
        return page.evaluate("document.activeElement.id");
    }

    /** What a real server sent, signed anew. */
    private static SignedDelivery real(Instant time) {
        byte[] body = CapturedDeliveries.named("v5-signed-entry.publish-02").body();
        return SignedDelivery.of(WebhookSigner.timestamped(Listening.secret()), body, time)
                .with("X-Strapi-Event", "entry.publish");
    }

    private OpenPage open(int width, ColorScheme scheme) {
        return new OpenPage(java.util.Objects.requireNonNull(chromium).browser(), listening, width, scheme);
    }
}
