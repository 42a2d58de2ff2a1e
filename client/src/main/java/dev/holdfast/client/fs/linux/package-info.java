/**
 * Access to Linux file systems by the kernel's own calls, through the Foreign Function and Memory API.
 *
 * <p>Layers, lowest first: {@link dev.holdfast.client.fs.linux.Scratch} is a thread's native memory, {@code FileCalls}, {@code
 * NameCalls} and {@code AttributeCalls} are the calls as they are (a negative result is an error number), {@code Errno} gives error
 * numbers their meaning, and above them stand the directory and the two kinds of open file. Every call takes a thread's native scratch
 * memory, which lives as long as its thread: it is made for a few long-lived threads, not for a virtual thread per file.
 *
 * <p>No call here uses {@code Linker.Option.critical}: such a call holds up every safepoint of the process until it returns, and
 * each of these may wait for a disk or for a dead file server. On statx it would save about one per cent.
 */
@NullMarked
package dev.holdfast.client.fs.linux;

import org.jspecify.annotations.NullMarked;
