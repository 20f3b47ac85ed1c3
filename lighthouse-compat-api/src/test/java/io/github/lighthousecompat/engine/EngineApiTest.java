package io.github.lighthousecompat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every method is one operation with its argument and the options of the facade. */
class EngineApiTest {
    private static final CallOptions OPTIONS =
            CallOptions.builder().session("validator-7").build();
    private static final NewPayloadRequest REQUEST = NewPayloadRequest.of(Samples.PAYLOAD);
    private static final PayloadHandle HANDLE = PayloadHandle.of("old", UInt64.of(7), Fork.CAPELLA, 0);
    private static final BlockRange RANGE = new BlockRange(UInt64.ONE, 32);

    private final ScriptedCaller caller = new ScriptedCaller();
    private final EngineApi engine = EngineApi.over(caller, OPTIONS);

    @Test
    void methods_withAnArgument_callTheirOperationWithIt() {
        assertCall(engine.newPayload(REQUEST), EngineOperations.NEW_PAYLOAD, REQUEST);
        assertCall(engine.forkchoiceUpdated(Samples.STATE), EngineOperations.FORKCHOICE_UPDATED, Samples.STATE);
        assertCall(
                engine.forkchoiceUpdated(Samples.STATE, Samples.ATTRIBUTES),
                EngineOperations.FORKCHOICE_BUILD,
                new ForkchoiceBuild(Samples.STATE, Samples.ATTRIBUTES));
        assertCall(engine.getPayload(HANDLE), EngineOperations.GET_PAYLOAD, HANDLE);
        assertCall(engine.payloadBodiesByRange(RANGE), EngineOperations.PAYLOAD_BODIES_BY_RANGE, RANGE);
        assertCall(engine.block(BlockTag.LATEST), EngineOperations.BLOCK_BY_NUMBER, BlockTag.LATEST);
        assertCall(engine.block(Samples.hash(1)), EngineOperations.BLOCK_BY_HASH, Samples.hash(1));
        assertCall(
                engine.raw("eth_call", "{}", "\"latest\""),
                EngineOperations.RAW,
                new RawCall("eth_call", List.of("{}", "\"latest\"")));
    }

    @Test
    void methods_withoutAnArgument_callTheirOperation() {
        assertCall(engine.capabilities(), EngineOperations.CAPABILITIES, NoArgument.NONE);
        assertCall(engine.clientVersion(), EngineOperations.CLIENT_VERSION, NoArgument.NONE);
        assertCall(engine.syncing(), EngineOperations.SYNCING, NoArgument.NONE);
        assertCall(engine.chainId(), EngineOperations.CHAIN_ID, NoArgument.NONE);
        assertCall(engine.blockNumber(), EngineOperations.BLOCK_NUMBER, NoArgument.NONE);
    }

    @Test
    void payloadBodiesByHash_listChangedAfterwards_sendsWhatItWas() {
        List<Hash32> hashes = new ArrayList<>(List.of(Samples.hash(1)));

        CompletableFuture<?> answer = engine.payloadBodiesByHash(hashes);
        hashes.clear();

        assertCall(answer, EngineOperations.PAYLOAD_BODIES_BY_HASH, List.of(Samples.hash(1)));
    }

    @Test
    void operations_all_haveNamesOfTheirOwn() {
        assertThat(EngineOperations.ALL)
                .doesNotHaveDuplicates()
                .extracting(Operation::name)
                .doesNotHaveDuplicates();
    }

    private void assertCall(CompletableFuture<?> answer, Operation<?, ?> operation, Object argument) {
        ScriptedCaller.Call call = caller.last();
        assertThat(answer).isSameAs(call.answer());
        assertThat(call.operation()).isSameAs(operation);
        assertThat(call.argument()).isEqualTo(argument);
        assertThat(call.options()).isSameAs(OPTIONS);
    }
}
