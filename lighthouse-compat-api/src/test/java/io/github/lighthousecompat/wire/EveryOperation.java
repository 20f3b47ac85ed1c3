package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.RawCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A call of each operation, with an argument that {@link EngineScript} has an answer for.
 *
 * @param method what it calls in a dialect that speaks Deneb
 */
record EveryOperation<A, R>(Operation<A, R> operation, A argument, String method) {
    static final List<EveryOperation<?, ?>> ALL = all();

    CompletableFuture<R> on(Caller caller) {
        return caller.call(operation, argument, CallOptions.DEFAULT);
    }

    @Override
    public String toString() {
        return operation.name();
    }

    private static List<EveryOperation<?, ?>> all() {
        PayloadHandle handle = PayloadHandle.of("el", UInt64.of(5), Fork.CAPELLA, 0);
        ForkchoiceBuild build = new ForkchoiceBuild(Payloads.STATE, Payloads.DENEB_ATTRIBUTES);
        List<EveryOperation<?, ?>> all = new ArrayList<>();
        all.add(of(EngineOperations.NEW_PAYLOAD, NewPayloadRequest.of(Payloads.CAPELLA), EngineMethods.NEW_PAYLOAD_V2));
        all.add(of(EngineOperations.FORKCHOICE_UPDATED, Payloads.STATE, EngineMethods.FORKCHOICE_UPDATED_V3));
        all.add(of(EngineOperations.FORKCHOICE_BUILD, build, EngineMethods.FORKCHOICE_UPDATED_V3));
        all.add(of(EngineOperations.GET_PAYLOAD, handle, EngineMethods.GET_PAYLOAD_V2));
        all.add(of(
                EngineOperations.PAYLOAD_BODIES_BY_HASH,
                List.of(Payloads.HEAD),
                EngineMethods.GET_PAYLOAD_BODIES_BY_HASH));
        all.add(of(
                EngineOperations.PAYLOAD_BODIES_BY_RANGE,
                new BlockRange(UInt64.of(1), 2),
                EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE));
        all.add(of(EngineOperations.CAPABILITIES, NoArgument.NONE, EngineMethods.EXCHANGE_CAPABILITIES));
        all.add(of(EngineOperations.CLIENT_VERSION, NoArgument.NONE, EngineMethods.GET_CLIENT_VERSION));
        all.add(of(EngineOperations.SYNCING, NoArgument.NONE, EngineMethods.SYNCING));
        all.add(of(EngineOperations.CHAIN_ID, NoArgument.NONE, EngineMethods.CHAIN_ID));
        all.add(of(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, EngineMethods.BLOCK_NUMBER));
        all.add(of(EngineOperations.BLOCK_BY_NUMBER, BlockTag.LATEST, EngineMethods.GET_BLOCK_BY_NUMBER));
        all.add(of(EngineOperations.BLOCK_BY_HASH, Payloads.HEAD, EngineMethods.GET_BLOCK_BY_HASH));
        all.add(of(EngineOperations.RAW, new RawCall("web3_clientVersion", List.of()), "web3_clientVersion"));
        return List.copyOf(all);
    }

    private static <A, R> EveryOperation<A, R> of(Operation<A, R> operation, A argument, String method) {
        return new EveryOperation<>(operation, argument, method);
    }
}
