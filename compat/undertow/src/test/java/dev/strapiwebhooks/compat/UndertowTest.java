package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.tck.RunningServer;
import dev.strapiwebhooks.tck.servlet.ServletContainerContract;
import dev.strapiwebhooks.tck.servlet.ServletSetup;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.util.Map;
import org.xnio.Options;

class UndertowTest extends ServletContainerContract {
    @Override
    protected RunningServer start(ServletSetup setup) throws Exception {
        FilterInfo filter = Servlets.filter(
                        "strapi", setup.filter().getClass(), new ImmediateInstanceFactory<>(setup.filter()))
                .setAsyncSupported(true);
        setup.initParameters().forEach(filter::addInitParam);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowTest.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("contract")
                .setEagerFilterInit(true) // or else a misconfigured filter shows at the first request only
                .addErrorPage(Servlets.errorPage(ServletSetup.ERROR_PAGE, 500))
                .addFilter(filter);
        for (DispatcherType type : DispatcherType.values()) {
            deployment.addFilterUrlMapping("strapi", ServletSetup.PROTECTED, type);
        }
        for (Map.Entry<String, HttpServlet> servlet : setup.servlets().entrySet()) {
            deployment.addServlet(Servlets.servlet(
                            servlet.getKey(),
                            servlet.getValue().getClass(),
                            new ImmediateInstanceFactory<>(servlet.getValue()))
                    .addMapping(servlet.getKey())
                    .setAsyncSupported(true));
        }
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                // IDLE_TIMEOUT does not end a read that blocks.
                .setSocketOption(Options.READ_TIMEOUT, (int) setup.idleTime().toMillis())
                .setHandler(manager.start())
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return RunningServer.on(port, server::stop);
    }
}
