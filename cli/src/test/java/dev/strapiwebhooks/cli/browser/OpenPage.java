package dev.strapiwebhooks.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.strapiwebhooks.cli.listen.Listening;
import dev.strapiwebhooks.testkit.SignedDelivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page in a tab; whatever the browser complains of is remembered. */
final class OpenPage implements AutoCloseable {
    private final Listening listening;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    OpenPage(Browser browser, Listening listening, int width, ColorScheme scheme) {
        this.listening = listening;
        this.context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 860).setColorScheme(scheme));
        this.page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.addInitScript(
                "addEventListener('securitypolicyviolation', e => console.error('policy ' + e.violatedDirective))");
        page.navigate(listening.page().toString());
        page.locator("#connection[data-state=live]").waitFor();
        page.evaluate("window.sameDocument = true");
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Sends it, and waits for its row. */
    Locator row(SignedDelivery delivery, String verdict) throws Exception {
        int before = at("#rows tr").count();
        int unused = listening.send(delivery).status();
        Locator row = at("#rows tr[data-verdict=" + verdict + "]").first();
        page.waitForCondition(() -> at("#rows tr").count() == before + 1);
        row.waitFor();
        return row;
    }

    /** The same document, nothing executed, nothing complained of, nothing that sticks out. */
    void requireHealth() {
        assertThat(page.evaluate("window.sameDocument === true"))
                .as("not reloaded")
                .isEqualTo(true);
        assertThat(page.evaluate("window.hacked === undefined"))
                .as("nothing was executed")
                .isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no horizontal scrolling")
                .isEqualTo(true);
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
