package dev.holdfast.client.cli;

/** The entrance of the command line: {@link #run} does the work and {@link #main} turns its result into the exit code. */
public final class Main {
    private Main() {}

    /** Runs one command line and returns its exit code. */
    static int run(String... arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("holdfast " + (version == null ? "(not packaged)" : version));
        return arguments.length <= 1 ? 0 : 64;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }
}
