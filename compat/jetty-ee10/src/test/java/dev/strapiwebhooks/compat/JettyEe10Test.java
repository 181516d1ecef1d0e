package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.servlet.contract.ServletContainerContract;
import dev.strapiwebhooks.servlet.contract.ServletSetup;
import dev.strapiwebhooks.testkit.contract.RunningServer;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

class JettyEe10Test extends ServletContainerContract {
    @Override
    protected RunningServer start(ServletSetup setup) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(setup.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, ServletSetup.PROTECTED, EnumSet.allOf(DispatcherType.class));
        setup.servlets().forEach((pattern, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, pattern);
        });
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        return RunningServer.on(server.getURI().getPort(), server::stop);
    }
}
