package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the contract stand on: the implementation, and chains for it. */
abstract class ContractSetup {
    static final UInt64 SHANGHAI = UInt64.of(1_700_000_000L);
    static final long SLOT = 12;

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /**
     * A client in front of an execution layer on a fresh chain, whose genesis block has the timestamp of Shanghai. The
     * client is closed after the test; what else must be, goes to {@link #closeAfterwards}.
     *
     * @param forks when the chain forks; may plan forks that the client does not speak
     */
    protected abstract LighthouseApi create(ForkSchedule forks);

    /** The forks whose blocks the client can drive: {@link Fork#CAPELLA}, {@link Fork#DENEB} or both. */
    protected abstract Set<Fork> forks();

    /** Closes {@code resource} after the test, the last one first, and returns it. */
    protected final <T extends AutoCloseable> T closeAfterwards(T resource) {
        resources.push(resource);
        return resource;
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!resources.isEmpty()) {
            resources.pop().close();
        }
    }

    final LighthouseApi open(ForkSchedule forks) {
        return closeAfterwards(create(forks));
    }

    /** A chain that is in {@code fork} from its genesis on. */
    static ForkSchedule all(Fork fork) {
        return ForkSchedule.of(SHANGHAI, fork == Fork.DENEB ? SHANGHAI : ForkSchedule.NEVER);
    }

    /** A client on a chain of the first fork that it can drive. */
    final LighthouseApi open() {
        return open(all(anyFork()));
    }

    final ChainDriver drive(LighthouseApi api) {
        return ChainDriver.over(api.engine(), all(anyFork()));
    }

    final Fork anyFork() {
        return forks().contains(Fork.CAPELLA) ? Fork.CAPELLA : Fork.DENEB;
    }

    /** Runs {@code test} on a chain of its own for each fork that the client can drive. */
    final void onEachFork(BiConsumer<LighthouseApi, ChainDriver> test) {
        for (Fork fork : forks()) {
            LighthouseApi api = open(all(fork));
            test.accept(api, ChainDriver.over(api.engine(), all(fork)));
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
