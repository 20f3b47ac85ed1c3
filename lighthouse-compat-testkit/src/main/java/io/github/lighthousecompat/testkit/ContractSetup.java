package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the tests of the contract stand on: the implementation, and chains for it. */
abstract class ContractSetup extends ContractResources {
    static final UInt64 SHANGHAI = UInt64.of(1_700_000_000L);
    static final long SLOT = 12;

    /**
     * A client in front of an execution layer on a fresh chain, whose genesis block has the timestamp of Shanghai. The
     * client is closed after the test; what else must be, goes to {@link #closeAfterwards}.
     *
     * @param forks when the chain forks; may plan forks that the client does not speak
     */
    protected abstract LighthouseApi create(ForkSchedule forks);

    /** The forks whose blocks the client can drive: {@link Fork#CAPELLA}, {@link Fork#DENEB} or both. */
    protected abstract Set<Fork> forks();

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
}
