package dev.strapiwebhooks.compat;

import java.util.List;

/** What Spring applications can ask for, and the tests that prove it: the rows of the table. */
enum SpringFeature {
    LISTENERS("`@StrapiListener` methods", "%ListenerTest", "takes", "ignored", "failures", "closed"),
    ROUTER("a bean of type `EventRouter`", "%ListenerTest", "router"),
    CONTROLLERS(
            "controllers with events, entries, or the body as text, bytes, record and map",
            "%ListenerTest",
            "controllers"),
    MARKS("`@StrapiWebhook` on a handler of any path", "%ListenerTest", "endpoints"),
    CONFLICTS("refusal of handlers that would never be called", "%ListenerTest", "contradictions"),
    ENDPOINTS("several endpoints with keys of their own", "%EndpointsTest"),
    PROPERTIES(
            "the same properties of keys, limits, HTTPS and replay",
            "%BootTest",
            "propertiesOfTheEndpoint",
            "headersOfTheEndpoints"),
    REFUSALS(
            "refusal of unknown, wrong and useless properties",
            "%BootTest",
            "refused",
            "secretThatIsNone",
            "propertiesBesideBeans"),
    INBOX("an inbox with listeners behind it", "%ListenerTest", "inbox"),
    HANDLERS(
            "there each listener by itself: attempts, dead letters, a name",
            "%HandlersTest",
            "independent",
            "deadLetters",
            "futures",
            "names"),
    METRICS("metrics and health", "ActuatorTest", "everyRequestIsCounted", "theReplayStoresHealthIsShown"),
    SLICE("tests with `@StrapiWebhookTest`", "SliceTest"),
    SLICE_INBOX("the same with an inbox", "InboxSliceTest", "deliveriesAreStoredAndHandledAfterAMoment");

    private final String title;
    private final String testClass;
    /** As a text, because an enum is immutable. */
    private final String methods;

    SpringFeature(String title, String testClass, String... methods) {
        this.title = title;
        this.testClass = testClass;
        this.methods = String.join(",", methods);
    }

    String title() {
        return title;
    }

    /** Without methods, all of the class. */
    boolean passed(SpringPlatform platform) {
        var passed = platform.passed(testClass);
        return methods.isEmpty() ? !passed.isEmpty() : passed.containsAll(List.of(methods.split(",", -1)));
    }
}
