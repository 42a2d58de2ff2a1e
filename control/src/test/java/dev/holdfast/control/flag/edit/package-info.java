/** Tests of changes of documents. */
@NullMarked
package dev.holdfast.control.flag.edit;

import org.jspecify.annotations.NullMarked;
