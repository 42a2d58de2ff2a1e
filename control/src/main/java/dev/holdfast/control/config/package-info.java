/**
 * Dynamic configuration: what can be set while servers and agents run, and what holds for which of them.
 *
 * <p>A {@link dev.holdfast.control.config.Setting} is declared once in code, with its type, its bounds and the value that holds unless
 * somebody says otherwise; a {@link dev.holdfast.control.config.Schema} is all of them. A
 * {@link dev.holdfast.control.config.ConfigurationDocument} is what an operator writes: values by name, each for everywhere or, as a
 * {@link dev.holdfast.control.config.Stage}, for some cells or a part of all instances first. {@link dev.holdfast.control.config.Effective}
 * is what that comes to for one {@link dev.holdfast.control.config.Instance}. Collaborators: {@link dev.holdfast.control.flag.json} reads
 * and writes JSON, {@link dev.holdfast.control.flag.definition} collects problems with their places. Nothing here keeps state; everything
 * is immutable and thread-safe.
 */
@NullMarked
package dev.holdfast.control.config;

import org.jspecify.annotations.NullMarked;
