package dev.strapiwebhooks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.strapiwebhooks.servlet.StrapiWebhooks;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads a verified request in every way that the servlet API has, and compares. One request at a time. */
final class ReadingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private volatile boolean called;
    private transient volatile @Nullable Throwable problem;

    void reset() {
        called = false;
        problem = null;
    }

    boolean wasCalled() {
        return called;
    }

    @Nullable
    Throwable problem() {
        return problem;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        called = true;
        try {
            read(request);
        } catch (IOException | RuntimeException | AssertionError e) {
            problem = e;
        }
    }

    private static void read(HttpServletRequest request) throws IOException {
        byte[] signed = StrapiWebhooks.delivery(request).verified().body();
        assertThat(StrapiWebhooks.event(request).name()).isNotBlank();
        assertThat(parameterNames(request))
                .as("the body is never read as a form")
                .noneMatch(name -> name.contains("{\"event\""));
        assertThat(request.getInputStream().readAllBytes()).isEqualTo(signed);
        StringWriter text = new StringWriter();
        request.getReader().transferTo(text);
        assertThat(text).hasToString(new String(signed, StandardCharsets.UTF_8));
        assertThat(request.getInputStream().readAllBytes()).as("again").isEqualTo(signed);
        readHeaders(request);
        request.getCookies();
        request.getLocales();
        request.getRequestURL();
    }

    private static void readHeaders(HttpServletRequest request) {
        assertThat(request.getContentType()).isEqualTo("application/json");
        assertThat(request.getCharacterEncoding()).isEqualTo("UTF-8");
        assertThat(Collections.list(request.getHeaders("CONTENT-TYPE"))).containsExactly("application/json");
        for (String name : Collections.list(request.getHeaderNames())) {
            assertThat(request.getHeader(name))
                    .as(name)
                    .isEqualTo(request.getHeaders(name).nextElement());
        }
    }

    /** A server may refuse a query that it cannot decode. */
    private static Iterable<String> parameterNames(HttpServletRequest request) {
        try {
            return Collections.list(request.getParameterNames());
        } catch (RuntimeException e) {
            assertThat(request.getQueryString())
                    .as("only a query can be undecodable: %s", e)
                    .isNotNull();
            return Collections.emptyList();
        }
    }
}
