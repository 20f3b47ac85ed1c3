package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Route;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last decision about each operation, which goes on where a router throws: what was decided for a read says nothing
 * about a block. Thread-safe; noting a decision allocates nothing after the first of an operation.
 */
final class LastRoutes {
    private final Route first;
    // routes are immutable, so that elements need no more than the array's publication
    private volatile @Nullable Route[] routes = new Route[0];

    /** Nothing was decided yet: {@code first} holds. */
    LastRoutes(Route first) {
        this.first = first;
    }

    Route get(Operation<?, ?> operation) {
        @Nullable Route[] known = routes;
        Route last = operation.index() < known.length ? known[operation.index()] : null;
        return last != null ? last : first;
    }

    void put(Operation<?, ?> operation, Route route) {
        @Nullable Route[] known = routes;
        if (operation.index() >= known.length) {
            known = grown(operation.index() + 1);
        }
        if (known[operation.index()] != route) {
            known[operation.index()] = route;
        }
    }

    private synchronized @Nullable Route[] grown(int size) {
        if (routes.length < size) {
            routes = Arrays.copyOf(routes, size);
        }
        return routes;
    }
}
