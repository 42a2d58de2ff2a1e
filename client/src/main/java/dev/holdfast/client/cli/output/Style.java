package dev.holdfast.client.cli.output;

/** Emphasis on a terminal that can show it. */
public enum Style {
    PLAIN(""),
    STRONG("\u001b[1m"),
    FAINT("\u001b[2m"),
    GOOD("\u001b[32m"),
    WARNING("\u001b[33m"),
    BAD("\u001b[31m");

    private static final String END = "\u001b[0m";

    private final String begin;

    Style(String begin) {
        this.begin = begin;
    }

    String around(String text) {
        return begin.isEmpty() ? text : begin + text + END;
    }
}
