package dev.strapiwebhooks.benchmarks.http;

/** The servers that are loaded. */
public enum Framework {
    /** Servlets. */
    JETTY,
    /** Spring MVC. */
    SPRING,
    /** Javalin. */
    JAVALIN;

    /** Starts the server, which never stops. */
    int start() throws Exception {
        return switch (this) {
            case JETTY -> JettyTarget.start().getURI().getPort();
            case SPRING -> SpringTarget.start().getURI().getPort();
            case JAVALIN -> JavalinTarget.start().port();
        };
    }

    /**
     * Serves one framework until the process is ended, and prints its port.
     *
     * @param args the framework's name
     */
    public static void main(String[] args) throws Exception {
        System.out.println("port " + valueOf(args[0]).start());
    }
}
