package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.LighthouseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** What every contract needs: things that are closed after the test, and what calls failed with. */
abstract class ContractResources {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /** Closes {@code resource} after the test, the last one first, and returns it. */
    protected final <T extends AutoCloseable> T closeAfterwards(T resource) {
        resources.push(resource);
        return resource;
    }

    @AfterEach
    final void closeAll() {
        while (!resources.isEmpty()) {
            close(resources.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("it can't be closed", e);
        }
    }

    /** What the call itself failed with: no wrapper may be around it. */
    static LighthouseException failure(CompletableFuture<?> call) {
        Optional<Throwable> failure =
                call.handle((answer, thrown) -> Optional.ofNullable(thrown)).join();
        if (failure.isPresent() && failure.get() instanceof LighthouseException expected) {
            return expected;
        }
        throw new AssertionError("not a failure of the library's own: " + failure, failure.orElse(null));
    }
}
