package dev.holdfast.client.cli.invocation;

/** The version of this program. */
public final class Version {
    private Version() {}

    /** As in the manifest of the jar; a marker when it runs from class files. */
    public static String ofThisProgram() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
