package dev.strapiwebhooks.cli.listen;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.EndpointNotFound;
import java.nio.charset.Charset;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the page does not answer is RFC 9457 problem+json, and repeats nothing of what was asked. */
final class PageProblems {
    private static final String TYPE = "application/problem+json";

    private PageProblems() {}

    static void configure(JavalinConfig config) {
        // A path that two readers may take for two files is refused before anybody reads it.
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
        config.jetty.modifyServer(server -> server.setErrorHandler(new OfJetty()));
        config.routes.exception(
                HttpResponseException.class,
                (problem, context) -> answer(context, problem.getStatus(), String.valueOf(problem.getMessage())));
        config.routes.exception(
                EndpointNotFound.class, (problem, context) -> answer(context, 404, "There is nothing here."));
        config.routes.exception(Exception.class, (problem, context) -> answer(context, 500, "\"listen\" failed here."));
    }

    private static void answer(Context context, int status, String detail) {
        context.status(status).contentType(TYPE).result(Json.text(problem(status, detail)));
    }

    private static ObjectNode problem(int status, String detail) {
        return Json.object()
                .put("title", HttpStatus.forStatus(status).getMessage())
                .put("status", status)
                .put("detail", detail);
    }

    /** For requests that Jetty refuses by itself. */
    private static final class OfJetty extends ErrorHandler {
        @Override
        protected boolean generateAcceptableResponse(
                Request request,
                Response response,
                Callback callback,
                String contentType,
                List<Charset> charsets,
                int code,
                String message,
                @Nullable Throwable cause) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            String text = Json.text(problem(code, "The request is not one that this page makes."));
            Content.Sink.write(response, true, text, callback);
            return true;
        }
    }
}
