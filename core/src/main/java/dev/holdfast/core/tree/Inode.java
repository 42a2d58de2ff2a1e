package dev.holdfast.core.tree;

/**
 * The identity of a node on its source machine: tells hard links of one file and, with the change time, an unchanged one.
 *
 * @param device device number
 * @param number inode number
 * @param links hard links the source had
 */
public record Inode(long device, long number, long links) {}
