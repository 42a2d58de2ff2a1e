/**
 * Tests of the packaged program from outside: the launcher, its start-up cache, what it says when Java is missing. They assemble a
 * distribution from the jars of the build and run it as a person would, so they run after packaging.
 */
@NullMarked
package dev.holdfast.verify.packaged;

import org.jspecify.annotations.NullMarked;
