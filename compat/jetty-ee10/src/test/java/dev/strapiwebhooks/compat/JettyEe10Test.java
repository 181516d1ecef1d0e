package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.tck.RunningServer;
import dev.strapiwebhooks.tck.servlet.JettyContract;
import dev.strapiwebhooks.tck.servlet.ServletSetup;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;

class JettyEe10Test extends JettyContract {
    @Override
    protected RunningServer start(ServletSetup setup) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(setup.filter());
        filter.setAsyncSupported(true);
        filter.setInitParameters(setup.initParameters());
        context.addFilter(filter, ServletSetup.PROTECTED, EnumSet.allOf(DispatcherType.class));
        setup.servlets().forEach((pattern, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, pattern);
        });
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(500, ServletSetup.ERROR_PAGE);
        context.setErrorHandler(errors);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        ((AbstractConnector) server.getConnectors()[0])
                .setIdleTimeout(setup.idleTime().toMillis());
        return RunningServer.on(server.getURI().getPort(), server::stop);
    }
}
