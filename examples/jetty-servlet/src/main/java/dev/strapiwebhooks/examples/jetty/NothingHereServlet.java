package dev.strapiwebhooks.examples.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintStream;

/** Says so when a webhook arrives at a path that is nearly right: a slash at its end is enough. */
final class NothingHereServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream out;

    NothingHereServlet(PrintStream out) {
        this.out = out;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        out.println("a request to another path was answered with 404; webhooks are received at " + Receiver.PATH);
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
}
