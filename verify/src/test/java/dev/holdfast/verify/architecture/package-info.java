/** The laws of the code base as tests, each with a class beneath {@code fixture} that breaks it on purpose. */
@NullMarked
package dev.holdfast.verify.architecture;

import org.jspecify.annotations.NullMarked;
