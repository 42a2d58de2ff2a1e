/** The commands about a server's tenants and tokens. They belong to one run each. */
@NullMarked
package dev.holdfast.client.cli.access;

import org.jspecify.annotations.NullMarked;
