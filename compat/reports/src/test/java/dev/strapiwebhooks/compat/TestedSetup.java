package dev.strapiwebhooks.compat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The set-ups of applications that a guard was tried in, beside the servers of the contract. */
enum TestedSetup {
    MVC(
            "Spring MVC",
            "Boot 3.5 on Tomcat, Jetty and Undertow, 4.1 on Tomcat and Jetty",
            "as usual, AntPathMatcher by property and by code, WebMvcConfigurationSupport, a handler mapping of the application's"
                    + " own, context path with servlet path, lazy beans, an error page on a guarded path. In each: handlers that"
                    + " take the body or an event, marked ones (also answering later or too late, of a scope, made by a marked method, an HttpRequestHandler),"
                    + " routes by path and by code, servlets of the application (mapped exactly, and routing by themselves),"
                    + " forwards and includes from open handlers; 46 spellings of each path",
            "compat.HostileSetupsTest",
            "boot-3-tomcat",
            "boot-3-jetty",
            "boot-3-undertow",
            "boot-4-tomcat",
            "boot-4-jetty"),
    WEBFLUX(
            "WebFlux",
            "Boot 3.5 and 4.1, on Netty",
            "as usual, @EnableWebFlux, WebFluxConfigurationSupport, ignoring case, a base path, lazy beans. In each: handlers that"
                    + " take the body, an event or an entry, marked ones (also made by a marked method, and a WebHandler), routes by path"
                    + " and by code, paths that another filter rewrites; 46 spellings of each path",
            "compat.HostileReactiveSetupsTest",
            "webflux-boot-3",
            "webflux-boot-4"),
    MVC_PROPERTIES(
            "Properties and marks on Spring MVC",
            "Boot 3.5 and 4.1",
            "every property works or refuses the start; unknown ones, placeholders, wrong values, marks and properties without"
                    + " effect refuse the start",
            "compat.ServletBootTest",
            "boot-3-tomcat",
            "boot-4-tomcat"),
    WEBFLUX_PROPERTIES(
            "Properties and marks on WebFlux",
            "Boot 3.5 and 4.1",
            "the same",
            "compat.ReactiveBootTest",
            "webflux-boot-3",
            "webflux-boot-4"),
    JAVALIN(
            "Javalin",
            "7.2",
            "routers that ignore slashes at the end, many slashes or case, and a context path; 46 spellings of each path",
            "javalin.RoutesTest",
            "../javalin-adapter"),
    MIGRATIONS(
            "Flyway and Liquibase",
            "Boot 3.5 and 4.1, on H2 and PostgreSQL",
            "the inbox and the replay guard in the application's own database, empty and filled, started twice",
            "compat.MigrationsTest",
            "migrations-boot-3",
            "migrations-boot-4");

    private final String title;
    private final String where;
    private final String what;
    private final String testClass;
    private final String modules;

    TestedSetup(String title, String where, String what, String testClass, String... modules) {
        this.title = title;
        this.where = where;
        this.what = what;
        this.testClass = testClass;
        this.modules = String.join(",", modules);
    }

    /** What passed in every module. */
    Set<String> passed() {
        return Stream.of(modules.split(",", -1))
                .map(module -> TestReports.passed(Path.of("..", module), "dev.strapiwebhooks." + testClass))
                .reduce((all, next) -> {
                    all.retainAll(next);
                    return all;
                })
                .orElseThrow();
    }

    String markdown() {
        return "- **" + title + "** (" + where + ", `" + testClass.substring(testClass.indexOf('.') + 1) + "`): " + what
                + ".\n";
    }
}
