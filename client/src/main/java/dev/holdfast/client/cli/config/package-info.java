/**
 * The commands around a server's dynamic configuration: {@code holdfast config list}, {@code get}, {@code set}, {@code history},
 * {@code rollback}, {@code export} and {@code apply}. What is sound the server decides; the commands show it, and change it only from the
 * version that they read. Each command belongs to one run and one thread.
 */
@NullMarked
package dev.holdfast.client.cli.config;

import org.jspecify.annotations.NullMarked;
