package dev.holdfast.server.repository;

import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.stream.Stream;

/** All operations on the repositories of tenants. */
public final class RepositoryRoutes {
    private RepositoryRoutes() {}

    public static List<Route> of(RepositoryServices services) {
        return Stream.of(
                        new FileRoutes(services).routes(),
                        new SessionRoutes(services).routes(),
                        new PackRoutes(services).routes(),
                        new ReadRoutes(services).routes(),
                        new LocateRoutes(services).routes(),
                        new SnapshotRoutes(services).routes(),
                        new FilterRoutes(services).routes())
                .flatMap(List::stream)
                .toList();
    }
}
