package host;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.time.Duration;
import java.util.List;

/** Builds and imports a block through each adapter, over HTTP, and says where the classes came from. */
public final class Main {
    private static final long GENESIS = 1_700_000_000;

    private Main() {}

    public static void main(String[] args) {
        ForkSchedule forks = ForkSchedule.of(UInt64.of(GENESIS), ForkSchedule.NEVER);
        Module library = LighthouseApi.class.getModule();
        System.out.println("ci: Java " + Runtime.version().feature() + ", the api is "
                + (library.isNamed() ? "module " + library.getName() : "on the class path"));
        try (FakeExecutionNode node = FakeExecutionNode.start(forks);
                LighthouseApi v4 = Lighthouse.v4(config(node))) {
            drive("v4", v4, node.forkchoice());
        }
        try (FakeExecutionNode node = FakeExecutionNode.start(forks);
                LighthouseApi v5 = Lighthouse.v5(config(node))) {
            drive("v5", v5, node.forkchoice());
        }
    }

    /** Patient: both ends are cold, and other builds may run on this machine. */
    private static LighthouseConfig config(FakeExecutionNode node) {
        return node.clientConfig().timeoutMultiplier(20).build();
    }

    private static void drive(String adapter, LighthouseApi lighthouse, ForkchoiceState state) {
        CapellaAttributes attributes = CapellaAttributes.builder()
                .timestamp(UInt64.of(GENESIS + 12))
                .prevRandao(Hash32.ZERO)
                .suggestedFeeRecipient(Address.parse("0x" + "fe".repeat(20)))
                .withdrawals(List.of())
                .build();
        BuildResult result = Lighthouse.await(lighthouse.engine().buildPayload(state, attributes, Duration.ZERO));
        if (!(result instanceof BuildResult.Built built && built.built() instanceof CapellaBuiltPayload capella)) {
            throw new IllegalStateException(adapter + " built nothing: " + result);
        }
        ImportRequest request = ImportRequest.of(
                NewPayloadRequest.of(capella.payload()), state.safeBlockHash(), state.finalizedBlockHash());
        ImportResult imported = Lighthouse.await(lighthouse.engine().importPayload(request));
        if (!imported.equals(new ImportResult.Imported(capella.payload().blockHash()))) {
            throw new IllegalStateException(adapter + " imported nothing: " + imported);
        }
        System.out.println("ci: " + adapter + " built and imported " + imported);
    }
}
