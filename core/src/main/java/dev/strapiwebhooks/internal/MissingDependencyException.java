package dev.strapiwebhooks.internal;

/** An optional library is needed and not there. */
public final class MissingDependencyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String artifact;

    /**
     * A library that is missing.
     *
     * @param what what needs it
     * @param artifact what to add, as {@code groupId:artifactId}
     * @param cause how it was found out
     */
    public MissingDependencyException(String what, String artifact, Throwable cause) {
        super(what + " needs " + artifact + ", which is not on the class path", cause);
        this.artifact = artifact;
    }

    /**
     * What to add.
     *
     * @return the artifact, as {@code groupId:artifactId}
     */
    public String artifact() {
        return artifact;
    }
}
