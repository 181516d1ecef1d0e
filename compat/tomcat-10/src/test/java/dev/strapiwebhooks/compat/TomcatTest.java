package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.tck.RunningServer;
import dev.strapiwebhooks.tck.servlet.ServletContainerContract;
import dev.strapiwebhooks.tck.servlet.ServletSetup;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.io.TempDir;

class TomcatTest extends ServletContainerContract {
    @TempDir
    static Path folder = Path.of("");

    @Override
    protected RunningServer start(ServletSetup setup) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(folder, "tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        addFilter(context, setup);
        ErrorPage errorPage = new ErrorPage();
        errorPage.setErrorCode(500);
        errorPage.setLocation(ServletSetup.ERROR_PAGE);
        context.addErrorPage(errorPage);
        for (Map.Entry<String, HttpServlet> servlet : setup.servlets().entrySet()) {
            Wrapper wrapper = Tomcat.addServlet(context, servlet.getKey(), servlet.getValue());
            wrapper.setAsyncSupported(true);
            wrapper.addMapping(servlet.getKey());
        }
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector()
                .setProperty("connectionTimeout", Long.toString(setup.idleTime().toMillis()));
        tomcat.start();
        return RunningServer.on(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static void addFilter(Context context, ServletSetup setup) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("strapi");
        filter.setFilter(setup.filter());
        filter.setAsyncSupported("true");
        setup.initParameters().forEach(filter::addInitParameter);
        context.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("strapi");
        mapping.addURLPattern(ServletSetup.PROTECTED);
        Arrays.stream(DispatcherType.values()).map(Enum::name).forEach(mapping::setDispatcher);
        context.addFilterMap(mapping);
    }
}
