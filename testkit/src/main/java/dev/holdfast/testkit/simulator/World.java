package dev.holdfast.testkit.simulator;

import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.RepositoryId;

/** What everybody in one run shares. */
record World(Protocol protocol, Graph graph, Oracle oracle, Schedule schedule) {
    static final RepositoryId REPOSITORY = new RepositoryId(new Id128(1, 2));
}
