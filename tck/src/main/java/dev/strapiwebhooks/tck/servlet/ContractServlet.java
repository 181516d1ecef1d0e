package dev.strapiwebhooks.tck.servlet;

import dev.strapiwebhooks.servlet.StrapiWebhooks;
import dev.strapiwebhooks.tck.ContractApplication;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.stream.Collectors;

/** A servlet that handles a delivery in the way that the query asks for. */
final class ContractServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ContractApplication application;

    ContractServlet(ContractApplication application) {
        this.application = application;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            response.getOutputStream()
                    .print("error page of " + StrapiWebhooks.event(request).name());
            return;
        }
        String mode = request.getDispatcherType() == DispatcherType.REQUEST
                ? String.valueOf(request.getParameter("mode"))
                : "";
        switch (mode) {
            case "async" -> async(request, response);
            case "dispatch" -> request.startAsync().dispatch();
            case "dispatch-elsewhere" -> request.startAsync().dispatch(ServletSetup.FORWARDED);
            case "timeout" -> request.startAsync().setTimeout(100);
            case "forward" ->
                request.getRequestDispatcher(ServletSetup.FORWARDED).forward(request, response);
            case "send-error" -> {
                handle(request);
                response.sendError(500);
            }
            case "large-answer" -> answerAtLength(request, response);
            case "async-large-answer" -> asyncAtLength(request, response);
            case "error-page" -> response.sendError(500);
            case "reader" -> {
                String text = request.getReader().lines().collect(Collectors.joining("\n"));
                application.handle(StrapiWebhooks.event(request), text.getBytes(StandardCharsets.UTF_8));
            }
            case "headers" ->
                response.getOutputStream()
                        .print(request.getCharacterEncoding() + " " + request.getContentType() + " "
                                + request.getHeader("content-type") + " "
                                + Collections.list(request.getHeaders("Content-TYPE")) + " "
                                + Collections.list(request.getHeaders("Content-Length"))
                                        .size());
            case "sneaky" -> ContractServlet.<RuntimeException>throwAny(new SQLException("undeclared"));
            case "committed" -> {
                response.getOutputStream().write('x');
                response.flushBuffer();
                handle(request);
            }
            default -> response.setStatus(handle(request));
        }
    }

    @SuppressWarnings("unchecked") // on purpose: this is what Kotlin, Scala and Lombok compile to
    private static <E extends Exception> void throwAny(Exception exception) throws E {
        throw (E) exception;
    }

    private void async(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync();
        new Thread(() -> {
                    response.setStatus(handleUnchecked(request));
                    context.complete();
                })
                .start();
    }

    private void asyncAtLength(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync();
        new Thread(() -> {
                    try {
                        answerAtLength(request, response);
                    } catch (IOException e) {
                        log("the client has gone");
                    }
                    context.complete();
                })
                .start();
    }

    private void answerAtLength(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(handle(request));
        for (int i = 0; i < 64; i++) {
            response.getOutputStream().write(new byte[64 * 1024]);
        }
    }

    private int handleUnchecked(HttpServletRequest request) {
        try {
            return handle(request);
        } catch (IOException e) {
            return 500;
        }
    }

    private int handle(HttpServletRequest request) throws IOException {
        byte[] first = request.getInputStream().readAllBytes();
        byte[] again = request.getInputStream().readAllBytes();
        if (first.length != again.length) {
            throw new IOException("the body cannot be read again");
        }
        return application.handle(StrapiWebhooks.event(request), again);
    }
}
