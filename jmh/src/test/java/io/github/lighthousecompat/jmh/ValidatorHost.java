package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.node.InteropValidators;
import io.github.lighthousecompat.testkit.node.InteropValidators.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A host with validators, which signs for them and looks what a node made of it. */
final class ValidatorHost {
    /** What our blocks say of themselves. */
    static final Hash32 GRAFFITI =
            Hash32.of(Arrays.copyOf("proposed by lighthouse-compat".getBytes(StandardCharsets.US_ASCII), Hash32.SIZE));

    private static final Duration EXECUTION_LIMIT = Duration.ofSeconds(10);

    private final LighthouseApi client;
    private final BeaconApi beacon;
    private final BlockCodec codec;
    private final InteropValidators validators;
    private final List<ForkVersions> forks;

    /**
     * A host.
     *
     * @param beacon the beacon facet of {@code client}
     */
    ValidatorHost(LighthouseApi client, BeaconApi beacon, Preset preset, InteropValidators validators) {
        this.client = client;
        this.beacon = beacon;
        this.codec = BlockCodec.of(preset);
        this.validators = validators;
        this.forks = await(beacon.chain().forks());
    }

    BeaconApi beacon() {
        return beacon;
    }

    Preset preset() {
        return codec.preset();
    }

    /** What an answer is about, which has to be there. */
    static <T> T data(CompletableFuture<Optional<ChainAnswer<T>>> answer) {
        return await(answer).orElseThrow().data();
    }

    /** The root of two things whose roots these are. */
    static Hash32 parent(Hash32 left, Hash32 right) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(left.toArray());
            return Hash32.of(digest.digest(right.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    UInt64 slotAfterHead() {
        return data(beacon.chain().header(BlockId.HEAD))
                .header()
                .message()
                .slot()
                .plus(1);
    }

    UInt64 epochOf(UInt64 slot) {
        return UInt64.of(slot.toLong() / codec.preset().slotsPerEpoch());
    }

    /** The fork of a slot. */
    ForkVersions forkAt(UInt64 slot) {
        return forks.stream()
                .filter(fork -> fork.epoch().compareTo(epochOf(slot)) <= 0)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    Bytes96 sign(UInt64 validator, Purpose purpose, UInt64 slot, Hash32 root) {
        return validators.sign(validator, purpose, forkAt(slot).currentVersion(), root);
    }

    /** Asks for a full block, with the signature of whoever proposes in that slot. */
    ProductionRequest.Builder request(UInt64 slot) {
        ProposerDuty duty = await(beacon.duties().proposers(epochOf(slot))).duties().stream()
                .filter(candidate -> candidate.slot().equals(slot))
                .findFirst()
                .orElseThrow();
        Hash32 epoch = Basics.UINT64.root(epochOf(slot));
        ProductionRequest.Builder request = ProductionRequest.builder();
        request.slot(slot)
                .randaoReveal(sign(duty.validatorIndex(), Purpose.RANDAO, slot, epoch))
                .graffiti(GRAFFITI);
        return request;
    }

    SignedBlock sign(BeaconBlock block) {
        Bytes96 signature = sign(block.proposerIndex(), Purpose.PROPOSAL, block.slot(), codec.root(block));
        return block instanceof DenebBlock deneb
                ? SignedBlock.of(deneb, signature)
                : SignedBlock.of((CapellaBlock) block, signature);
    }

    SignedBlindedBlock sign(BlindedBlock block) {
        Bytes96 signature = sign(block.proposerIndex(), Purpose.PROPOSAL, block.slot(), codec.root(block));
        return block instanceof DenebBlindedBlock deneb
                ? SignedBlindedBlock.of(deneb, signature)
                : SignedBlindedBlock.of((CapellaBlindedBlock) block, signature);
    }

    /** The node has this block at its slot: its root, its header and itself are ours, also in the node's own words. */
    void assertStored(SignedBlock block, NodeReader words) {
        BlockId slot = BlockId.of(block.message().slot());
        Hash32 root = codec.root(block.message());
        SignedBeaconBlockHeader header = SignedBeaconBlockHeader.of(codec.header(block.message()), block.signature());

        assertThat(data(beacon.chain().block(slot))).isEqualTo(block);
        assertThat(data(beacon.chain().block(BlockId.of(root)))).isEqualTo(block);
        assertThat(data(beacon.chain().blockRoot(slot))).isEqualTo(root);
        HeaderInfo info = data(beacon.chain().header(slot));
        assertThat(info.root()).isEqualTo(root);
        assertThat(info.header()).isEqualTo(header);
        assertThat(await(beacon.chain()
                                .headers(HeadersQuery.atSlot(block.message().slot())))
                        .data())
                .containsExactly(info);
        assertThat(await(beacon.chain()
                                .headers(HeadersQuery.childrenOf(block.message().parentRoot())))
                        .data())
                .containsExactly(info);
        // Lodestar writes addresses with capital letters among the digits
        assertThat(words.json("/eth/v2/beacon/blocks/" + slot))
                .containsIgnoringCase("\"data\":" + new String(codec.toJson(block), StandardCharsets.US_ASCII));
    }

    /**
     * The block is the head of the chain, and soon that of the execution layer, which a node may tell after it
     * answered.
     */
    void assertHead(SignedBlock block) {
        assertThat(data(beacon.chain().blockRoot(BlockId.HEAD))).isEqualTo(codec.root(block.message()));
        Hash32 hash = block.message().body().executionPayload().blockHash();
        Instant limit = Instant.now().plus(EXECUTION_LIMIT);
        while (await(client.engine().block(hash)).isEmpty()) {
            assertThat(Instant.now())
                    .as("the execution layer has no block %s", hash)
                    .isBefore(limit);
        }
    }

    /** Prints a block that a node took in. */
    void report(String node, String form, SignedBlock block) {
        System.out.printf(
                "accepted by %s through %s, %s: %s block of slot %s, %s%n",
                node,
                client.version().label(),
                form,
                block.fork().consensusName(),
                block.message().slot(),
                codec.root(block.message()));
    }
}
