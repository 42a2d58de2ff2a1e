/** Tests of archives, unpacked by other programs and compared with the source. */
@NullMarked
package dev.holdfast.client.browse.archive;

import org.jspecify.annotations.NullMarked;
