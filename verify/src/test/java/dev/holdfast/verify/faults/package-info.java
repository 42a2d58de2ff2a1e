/**
 * What can go wrong around the whole program, and must be told clearly and lose nothing: full and read-only disks, damaged, missing and
 * exchanged parts of a repository, wrong input, hostile repositories, and secrets where they do not belong.
 */
@NullMarked
package dev.holdfast.verify.faults;

import org.jspecify.annotations.NullMarked;
