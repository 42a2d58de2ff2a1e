package dev.holdfast.control.flag.logic;

/** A node whose value is true or false. */
@FunctionalInterface
interface Condition extends Node {
    @Override
    boolean holds(Scope scope);

    @Override
    default Object value(Scope scope) {
        return holds(scope);
    }
}
