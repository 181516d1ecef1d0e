package dev.strapiwebhooks.compat;

import java.nio.file.Path;
import java.util.Set;

/** Spring MVC and WebFlux, in each Boot: the columns of the table. */
enum SpringPlatform {
    MVC_3("MVC, Boot 3.5", "boot-3-tomcat", "Servlet"),
    MVC_4("MVC, Boot 4.1", "boot-4-tomcat", "Servlet"),
    WEBFLUX_3("WebFlux, Boot 3.5", "webflux-boot-3", "Reactive"),
    WEBFLUX_4("WebFlux, Boot 4.1", "webflux-boot-4", "Reactive");

    private final String title;
    private final String module;
    private final String prefix;

    SpringPlatform(String title, String module, String prefix) {
        this.title = title;
        this.module = module;
        this.prefix = prefix;
    }

    String title() {
        return title;
    }

    Set<String> passed(String testClass) {
        return TestReports.passed(Path.of("..", module), "dev.strapiwebhooks.compat." + testClass.replace("%", prefix));
    }
}
