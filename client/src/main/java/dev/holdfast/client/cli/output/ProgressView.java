package dev.holdfast.client.cli.output;

/**
 * What a running operation has done so far, as the progress line shows it.
 *
 * @param items how many things are done, and what they are called, such as {@code 1,234 files}
 * @param bytes bytes done
 * @param totalBytes bytes there are to do, or 0 if nobody knows; an estimate may be passed
 * @param problems how many things failed
 * @param current what is being worked on; may be empty
 * @param fields more for programs
 */
public record ProgressView(String items, long bytes, long totalBytes, long problems, String current, Json.Part fields) {}
