package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.tck.Threat;
import dev.strapiwebhooks.tck.Withstands;
import dev.strapiwebhooks.tck.servlet.ServletContainerContract;
import dev.strapiwebhooks.testkit.attack.Attack;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** The table of {@code docs/attacks.md}: attacks and tests by server. */
final class AttackTable {
    private static final List<Method> TESTS = Stream.concat(
                    Arrays.stream(ServletContainerContract.class.getMethods()),
                    Arrays.stream(ServletContainerContract.class.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Withstands.class))
            .distinct()
            .sorted(Comparator.comparing(Method::getName))
            .toList();

    private AttackTable() {}

    /** Whether a test has a meaning on every server, and not on servlet containers only. */
    static boolean isForAll(Method test) {
        return test.getDeclaringClass() != ServletContainerContract.class;
    }

    static List<Method> tests(Threat threat) {
        return TESTS.stream()
                .filter(test ->
                        List.of(test.getAnnotation(Withstands.class).value()).contains(threat))
                .toList();
    }

    static String markdown() {
        StringBuilder text = new StringBuilder("""
                # Attacks, tests and servers

                Every adapter passes one contract on every server. This table is generated from the reports of the tests, and
                the build fails when it is out of date. ✓: ran and passed; –: has no meaning there (dispatches exist in servlet
                containers only). The tests are in `tck/src/main/java/dev/strapiwebhooks/tck`.

                """);
        text.append("| attack | test | ").append(columns(TestedServer::title)).append(" |\n");
        text.append("|---|---|")
                .append(columns(server -> ":-:").replace(" ", ""))
                .append("|\n");
        for (Threat threat : Threat.values()) {
            for (Method test : tests(threat)) {
                text.append(row(threat, test));
            }
        }
        text.append(
                "\n## In which set-ups\n\nA request without a signature reached no handler, and a genuine one did, in:\n\n");
        Arrays.stream(TestedSetup.values()).map(TestedSetup::markdown).forEach(text::append);
        text.append("\n## What is tried\n");
        for (Threat threat : Threat.values()) {
            text.append("\n**").append(threat.title()).append("**");
            text.append(threat.seenIn().isEmpty() ? "" : " (" + threat.seenIn() + ")")
                    .append("\n\n");
            tests(threat)
                    .forEach(test -> text.append("- `")
                            .append(name(test))
                            .append("`: ")
                            .append(description(test))
                            .append('\n'));
        }
        text.append(catalogue());
        return text.toString();
    }

    private static String catalogue() {
        StringBuilder text = new StringBuilder("""

                ## The catalogue

                These requests can be sent to a receiver of your own: by `EndpointAttacks` and `StrapiDeliveries` in tests, by
                `strapi-webhooks attack URL`. Each is answered so on every server of the table
                (`CatalogueContract.catalogue`); a router that knows POST only may answer a GET with 404.

                | attack | what it is | status |
                |---|---|---|
                """);
        for (Attack attack : Attack.values()) {
            text.append("| `%s` | %s | %d |\n".formatted(attack.shown(), attack.description(), attack.status()));
        }
        return text.toString();
    }

    private static String row(Threat threat, Method test) {
        return "| " + threat.title() + " | `" + name(test) + "` | "
                + columns(server -> server.passed(test.getName()) ? "✓" : "–") + " |\n";
    }

    private static String columns(Function<TestedServer, String> content) {
        return Arrays.stream(TestedServer.values()).map(content).collect(Collectors.joining(" | "));
    }

    private static String name(Method test) {
        return test.getDeclaringClass().getSimpleName() + "." + test.getName();
    }

    private static String description(Method test) {
        DisplayName name = test.getAnnotation(DisplayName.class);
        return name == null ? "" : name.value();
    }
}
