package dev.strapiwebhooks.compat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The servers on which the contract runs: the columns of the table. */
enum TestedServer {
    JETTY_EE10("Jetty 12.1 EE10", "jetty-ee10", "compat.JettyEe10Test"),
    JETTY_EE11("Jetty 12.1 EE11", "jetty-ee11", "compat.JettyEe11Test"),
    TOMCAT_10("Tomcat 10.1", "tomcat-10", "compat.TomcatTest"),
    TOMCAT_11("Tomcat 11", "tomcat-11", "compat.TomcatTest"),
    UNDERTOW("Undertow 2.3", "undertow", "compat.UndertowTest"),
    BOOT_3_TOMCAT("Boot 3.5 Tomcat", "boot-3-tomcat", "compat.SpringBootContractTest"),
    BOOT_3_JETTY("Boot 3.5 Jetty", "boot-3-jetty", "compat.SpringBootContractTest"),
    BOOT_4_TOMCAT("Boot 4.1 Tomcat", "boot-4-tomcat", "compat.SpringBootContractTest"),
    BOOT_4_JETTY("Boot 4.1 Jetty", "boot-4-jetty", "compat.SpringBootContractTest"),
    WEBFLUX_3("WebFlux 3.5", "webflux-boot-3", "compat.WebFluxTest"),
    WEBFLUX_4("WebFlux 4.1", "webflux-boot-4", "compat.WebFluxTest"),
    JAVALIN_6("Javalin 6", "javalin-6", "compat.Javalin6Test"),
    JAVALIN_7("Javalin 7", "../javalin-adapter", "javalin.JavalinTest");

    private static final Map<TestedServer, Set<String>> PASSED = new ConcurrentHashMap<>();

    private final String title;
    private final String module;
    private final String testClass;

    TestedServer(String title, String module, String testClass) {
        this.title = title;
        this.module = module;
        this.testClass = "dev.strapiwebhooks." + testClass;
    }

    boolean isServletContainer() {
        return EnumSet.range(JETTY_EE10, UNDERTOW).contains(this);
    }

    String title() {
        return title;
    }

    boolean passed(String method) {
        return PASSED.computeIfAbsent(
                        this, server -> TestReports.passed(Path.of("..", server.module), server.testClass))
                .contains(method);
    }
}
