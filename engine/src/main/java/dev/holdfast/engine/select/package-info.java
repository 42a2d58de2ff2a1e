/**
 * Which entries of a source tree are backed up or restored.
 *
 * <p>{@link dev.holdfast.engine.select.Patterns} is an ordered list of patterns in the language of gitignore files;
 * {@link dev.holdfast.engine.select.PathRules} joins one list of excludes and one of includes; a
 * {@link dev.holdfast.engine.select.Selection} carries them down a tree, one directory at a time. Names are raw bytes, as the kernel
 * gives them, because they need not be valid UTF-8; {@code ?} and classes therefore stand for one <em>byte</em>.
 *
 * <p><b>Where patterns are anchored.</b> To the directory that is backed up, as if a gitignore file with these lines lay there. A
 * pattern with a slash at its start or in its middle is matched against the whole path below that directory; a pattern without one
 * against the last name of the path, at any depth. So {@code /proc} means the {@code proc} directly in each backed-up directory and never
 * an absolute path of the machine; the two agree when the root of the file system is backed up.
 *
 * <p><b>Excludes.</b> The last pattern that matches an entry decides: one with {@code !} takes it, any other excludes it. What lies in an
 * excluded directory is not visited, so nothing in there can be taken back by a later pattern.
 *
 * <p><b>Includes.</b> With at least one include, an entry is taken only when it or one of its parents is included; here too the last
 * pattern that matches decides, {@code !} ends the inclusion from that entry downwards, and an entry that no pattern matches follows
 * its parent. A directory that is not included itself is still descended into while something below it could be. Excludes win over
 * includes.
 *
 * <p>The directory given to the command is itself always taken. Where a pattern cannot be understood (an open bracket, an unknown
 * class, a backslash at the end) it matches nothing, and is listed so that the user can be told.
 *
 * <p><b>Cost.</b> A rule is tried in time at most proportional to name length times pattern length, whatever the input. Plain names
 * are found by one hash look-up however many there are, and judging a name allocates nothing. Everything here is immutable and may be
 * used by any number of threads. The only collaborator is {@link dev.holdfast.core.error}.
 */
@NullMarked
package dev.holdfast.engine.select;

import org.jspecify.annotations.NullMarked;
