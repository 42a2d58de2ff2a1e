package dev.holdfast.program.serving;

import dev.holdfast.client.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The browser of the person who sits at this machine. */
final class Browser {
    private Browser() {}

    /**
     * Opens an address that signs in. It is handed over in a file that nobody else can read, because what stands on a command line
     * everybody on the machine can see.
     *
     * @param directory a private directory, which outlives the browser's start
     */
    static void open(Path directory, String address, Console console) {
        try {
            Path page = Files.createFile(
                    directory.resolve("open.html"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(page, page(address), StandardCharsets.UTF_8);
            new ProcessBuilder("xdg-open", page.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.warning("cannot open a browser (" + e.getMessage() + "); open the address yourself");
        }
    }

    /** The address is made of digits, letters and a few signs that mean nothing in HTML. */
    private static String page(String address) {
        return "<!doctype html><meta charset=\"utf-8\"><title>Holdfast</title>"
                + "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">"
                + "<a href=\"" + address + "\">Open the console</a>\n";
    }
}
