/** Tests of what the agent keeps of a server: trusted certificates, the filter, where chunks lie. */
@NullMarked
package dev.holdfast.client.remote;

import org.jspecify.annotations.NullMarked;
