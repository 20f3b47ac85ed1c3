package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.ChainApi;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.schema.ChainSchemas;
import io.github.lighthousecompat.schema.ValidatorSchemas;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Asks two beacon nodes the same about one slot that both are past; only reads. Used once, by one thread. */
final class BeaconComparison {
    /** So many slots in a row may have no block. */
    private static final int FURTHEST = 64;

    /** Where one node has a block, and the other one passed the slot without, they are on two chains. */
    private static final byte[] NO_BLOCK = "{\"root\":\"no block\"}".getBytes(StandardCharsets.UTF_8);

    private static final int VALIDATORS = 8;
    private static final int MOST_PATHS = 8;

    private final LighthouseApi v4;
    private final LighthouseApi v5;
    private final BlockCodec codec;
    private final Diagnosis diagnosis;
    private int agreed;
    private int asked;

    /** Compares what two clients, whose nodes have chains of {@code preset}, answer. */
    BeaconComparison(LighthouseApi v4, LighthouseApi v5, Preset preset, Diagnosis diagnosis) {
        this.v4 = v4;
        this.v5 = v5;
        this.codec = BlockCodec.of(preset);
        this.diagnosis = diagnosis;
    }

    /** How many answers agreed, of how many that were asked for. */
    String result() {
        return agreed + " of " + asked + " agree";
    }

    /** The last slot below {@code head} in which one of them has a block. */
    Optional<UInt64> slotBelow(UInt64 head) {
        long highest = head.toLong() - 1;
        return LongStream.iterate(highest, slot -> slot >= 0 && slot > highest - FURTHEST, slot -> slot - 1)
                .mapToObj(UInt64::of)
                .filter(slot -> rootAt(v4, slot).isPresent() || rootAt(v5, slot).isPresent())
                .findFirst();
    }

    /** Compares all that can be read of the block and the state of a slot. */
    void compareAt(UInt64 slot) {
        String at = " at slot " + slot;
        BlockId block = BlockId.of(slot);
        StateId state = StateId.of(slot);
        boolean isOneBlock = compare(
                "block root" + at,
                Function.identity(),
                api -> api.chain()
                        .blockRoot(block)
                        .thenApply(answer -> Optional.of(answer.map(ChainAnswer::data)
                                .map(ChainSchemas.ROOT::toJson)
                                .orElseGet(NO_BLOCK::clone))));
        chain("block" + at, codec::toJson, chain -> chain.block(block));
        Optional<Hash32> root = rootAt(v4, slot);
        if (!isOneBlock || root.isEmpty()) {
            // all the rest follows from the block
            return;
        }
        chain("block by its root" + at, codec::toJson, chain -> chain.block(BlockId.of(root.get())));
        chain("header" + at, ChainSchemas.HEADER::toJson, chain -> chain.header(block));
        compare(
                "headers" + at,
                ChainSchemas.HEADERS::toJson,
                api -> api.chain()
                        .headers(HeadersQuery.atSlot(slot))
                        .thenApply(answer -> Optional.of(canonical(answer.data()))));
        chain("state root" + at, ChainSchemas.ROOT::toJson, chain -> chain.stateRoot(state));
        chain("fork" + at, ChainSchemas.FORK::toJson, chain -> chain.stateFork(state));
        chain("finality checkpoints" + at, ChainSchemas.FINALITY::toJson, chain -> chain.finality(state));
        List<ValidatorId> sample = LongStream.range(0, VALIDATORS)
                .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                .toList();
        compare(
                "validators" + at,
                ValidatorSchemas.VALIDATORS::toJson,
                api -> api.validators()
                        .validators(ValidatorsQuery.of(state, sample))
                        .thenApply(answer -> answer.map(ChainAnswer::data)));
        compare(
                "balances" + at,
                ValidatorSchemas.BALANCES::toJson,
                api -> api.validators()
                        .balances(BalancesQuery.of(state, sample))
                        .thenApply(answer -> answer.map(ChainAnswer::data)));
    }

    /** The block of the execution layer in the block that a node has in a slot; empty if it can't be read. */
    static Optional<ExecutionPayload> payloadAt(LighthouseApi client, UInt64 slot) {
        try {
            return Lighthouse.await(client.beacon().chain().block(BlockId.of(slot)))
                    .map(answer -> answer.data().message().body().executionPayload());
        } catch (LighthouseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Hash32> rootAt(LighthouseApi client, UInt64 slot) {
        try {
            return Lighthouse.await(client.beacon().chain().blockRoot(BlockId.of(slot)))
                    .map(ChainAnswer::data);
        } catch (LighthouseException e) {
            return Optional.empty();
        }
    }

    /** Which blocks a node knows beside the chain is its own matter. */
    private static List<HeaderInfo> canonical(List<HeaderInfo> headers) {
        return headers.stream().filter(HeaderInfo::isCanonical).toList();
    }

    private <T> boolean chain(
            String what,
            Function<? super T, byte[]> text,
            Function<ChainApi, CompletableFuture<Optional<ChainAnswer<T>>>> read) {
        return compare(what, text, api -> read.apply(api.chain()).thenApply(answer -> answer.map(ChainAnswer::data)));
    }

    /** Whether both answer the same, which may be that there is nothing. */
    private <T> boolean compare(
            String what, Function<? super T, byte[]> text, Function<BeaconApi, CompletableFuture<Optional<T>>> read) {
        asked++;
        Answer<T> one = ask(BeaconDiagnosis.V4, what, v4, read);
        Answer<T> other = ask(BeaconDiagnosis.V5, what, v5, read);
        if (!one.isRead() || !other.isRead()) {
            return false;
        }
        if (one.value().isPresent() != other.value().isPresent()) {
            String owner = one.value().isPresent() ? BeaconDiagnosis.V4 : BeaconDiagnosis.V5;
            diagnosis.differ(what + ": only " + owner + " has it");
            return false;
        }
        List<String> differences = one.value().isEmpty()
                ? List.of()
                : JsonLeaves.differences(
                        text.apply(one.value().get()), text.apply(other.value().orElseThrow()));
        if (!differences.isEmpty()) {
            diagnosis.contradict(what + " differs: " + some(differences));
            return false;
        }
        agreed++;
        return true;
    }

    /**
     * An answer.
     *
     * @param isRead false if there was a failure in its place
     * @param value empty if the node has no such thing
     */
    private record Answer<T>(boolean isRead, Optional<T> value) {}

    private <T> Answer<T> ask(
            String name, String what, LighthouseApi client, Function<BeaconApi, CompletableFuture<Optional<T>>> read) {
        try {
            return new Answer<>(true, Lighthouse.await(read.apply(client.beacon())));
        } catch (LighthouseException.Unsupported e) {
            diagnosis.differ(name + ": " + e.getMessage());
        } catch (LighthouseException e) {
            diagnosis.mend(name + " does not answer for the " + what + ": " + e.getMessage());
        }
        return new Answer<>(false, Optional.empty());
    }

    private static String some(List<String> differences) {
        int shown = Math.min(MOST_PATHS, differences.size());
        int more = differences.size() - shown;
        return String.join("; ", differences.subList(0, shown)) + (more == 0 ? "" : "; and " + more + " more");
    }
}
