package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.testkit.BeaconArbitraries;
import io.github.lighthousecompat.testkit.BytesArbitraries;
import io.github.lighthousecompat.testkit.DutyArbitraries;
import io.github.lighthousecompat.testkit.NodeArbitraries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is written is read as the same value, in any order of its members; what is damaged is refused or another value.
 */
class AnswersPropertyTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final BlockSchemas BLOCKS = BlockSchemas.of(Preset.MINIMAL);

    /** A value and how it is written. */
    private record Case<T>(String name, JsonType<T> type, T value) {
        byte[] written() {
            JsonWriter out = new JsonWriter();
            type.write(out, value);
            byte[] body = out.allocate();
            type.write(out, value);
            return body;
        }

        T read(byte[] body) {
            return AnswersPropertyTest.read(type, body);
        }
    }

    private static <T> Arbitrary<Case<?>> of(String name, JsonType<T> type, Arbitrary<T> values) {
        return values.map(value -> new Case<>(name, type, value));
    }

    private static <T> T read(JsonType<T> type, byte[] body) {
        JsonCursor json = new JsonCursor(body, body.length);
        T value = type.read(json);
        json.end();
        return value;
    }

    private static <T> Arbitrary<List<T>> some(Arbitrary<T> values) {
        return values.list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Case<?>> cases() {
        return Arbitraries.oneOf(List.of(
                of("version", Envelopes.data(NodeSchemas.VERSION), NodeArbitraries.version()),
                of("syncing", Envelopes.data(NodeSchemas.SYNCING), NodeArbitraries.syncing()),
                of("identity", NodeSchemas.IDENTITY, NodeArbitraries.identity()),
                of("peer count", NodeSchemas.PEER_COUNT, NodeArbitraries.peerCount()),
                of("genesis", ChainSchemas.GENESIS, NodeArbitraries.genesis()),
                of("forks", ChainSchemas.FORKS, some(NodeArbitraries.forkVersions())),
                of("finality", ChainSchemas.FINALITY, NodeArbitraries.finality()),
                of("spec", ChainSchemas.SPEC, NodeArbitraries.spec()),
                of("root", Envelopes.chain(ChainSchemas.ROOT), NodeArbitraries.chainAnswer(BytesArbitraries.hash32())),
                of(
                        "headers",
                        Envelopes.chain(ChainSchemas.HEADERS),
                        NodeArbitraries.chainAnswer(some(NodeArbitraries.header()))),
                of("validators", ValidatorSchemas.VALIDATORS, some(DutyArbitraries.validatorInfo())),
                of("balances", ValidatorSchemas.BALANCES, some(DutyArbitraries.balance())),
                of("liveness", ValidatorSchemas.LIVENESS, some(DutyArbitraries.liveness())),
                of("ids", ValidatorSchemas.IDS, some(DutyArbitraries.validatorId())),
                of("query", ValidatorSchemas.query(StateId.HEAD), DutyArbitraries.validatorsQuery(StateId.HEAD)),
                of(
                        "proposers",
                        Envelopes.duties(DutySchemas.PROPOSER),
                        DutyArbitraries.duties(DutyArbitraries.proposerDuty())),
                of(
                        "attesters",
                        Envelopes.duties(DutySchemas.ATTESTER),
                        DutyArbitraries.duties(DutyArbitraries.attesterDuty())),
                of(
                        "sync duties",
                        Envelopes.duties(DutySchemas.SYNC),
                        DutyArbitraries.duties(DutyArbitraries.syncDuty())),
                of("preparations", DutySchemas.PREPARATIONS, some(DutyArbitraries.preparation())),
                of("registrations", DutySchemas.REGISTRATIONS, some(DutyArbitraries.registration())),
                of("committees", DutySchemas.COMMITTEES, some(DutyArbitraries.committeeSubscription())),
                of("sync committees", DutySchemas.SYNC_COMMITTEES, some(DutyArbitraries.syncCommitteeSubscription())),
                of("bare indices", DutySchemas.BARE_INDICES, some(BytesArbitraries.uint64())),
                of("sync state", LighthouseSchemas.SYNC_STATE, NodeArbitraries.syncState()),
                of("health", LighthouseSchemas.HEALTH, NodeArbitraries.lighthouseHealth()),
                of("inclusion", LighthouseSchemas.VALIDATOR_INCLUSION, NodeArbitraries.validatorInclusion()),
                of("database", LighthouseSchemas.DATABASE, NodeArbitraries.database())));
    }

    @Provide
    Arbitrary<Case<?>> blocks() {
        return Arbitraries.oneOf(List.of(
                of(
                        "block",
                        Envelopes.forked(BLOCKS.signedBlocks, SignedBlock::fork, Optional.empty()),
                        NodeArbitraries.chainAnswer(BeaconArbitraries.signedBlock(Preset.MINIMAL))),
                of(
                        "produced",
                        new ProducedBlockSchema(
                                BLOCKS,
                                Optional.empty(),
                                Optional.empty(),
                                slot -> new ProducerHandle("owner", slot, 0),
                                Optional::empty),
                        produced())));
    }

    private static Arbitrary<ProducedBlock> produced() {
        Arbitrary<UInt256> wei = BytesArbitraries.uint256();
        Arbitrary<ProducedBlock> inCapella = Combinators.combine(
                        BeaconArbitraries.capellaBlock(Preset.MINIMAL), wei, wei.optional())
                .as((block, payload, own) -> ProducedFullBlock.of(block, Optional.of(payload), own));
        Arbitrary<ProducedBlock> inDeneb = Combinators.combine(
                        BeaconArbitraries.signedBlockContents(Preset.MINIMAL), wei, wei.optional())
                .as((signed, payload, own) -> {
                    DenebSignedBlock block = signed.signedBlock();
                    BlockContents contents = BlockContents.of(block.message(), signed.kzgProofs(), signed.blobs());
                    return ProducedFullBlock.of(contents, Optional.of(payload), own);
                });
        Arbitrary<ProducedBlock> blinded = Combinators.combine(
                        BeaconArbitraries.signedBlindedBlock(Preset.MINIMAL), wei, wei.optional())
                .as((signed, payload, own) -> new ProducedBlindedBlock(
                        signed.message(),
                        new ProducerHandle("owner", signed.message().slot(), 0),
                        Optional.of(payload),
                        own));
        return Arbitraries.oneOf(inCapella, inDeneb, blinded);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void answer_writtenAndRead_isTheSame(@ForAll("cases") Case<?> any) {
        assertThat(any.read(any.written())).isEqualTo(any.value());
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void answer_withItsMembersInAnotherOrder_isTheSame(@ForAll("cases") Case<?> any, @ForAll long seed) {
        assertThat(any.read(shuffled(any.written(), new Random(seed)))).isEqualTo(any.value());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void block_writtenAndRead_isTheSame(@ForAll("blocks") Case<?> any) {
        assertThat(any.read(any.written())).isEqualTo(any.value());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void block_withItsMembersInAnotherOrder_isTheSame(@ForAll("blocks") Case<?> any, @ForAll long seed) {
        assertThat(any.read(shuffled(any.written(), new Random(seed)))).isEqualTo(any.value());
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void answer_cutOff_isRefusedWithAPath(@ForAll("cases") Case<?> any, @ForAll int where) {
        byte[] body = any.written();

        DecodeFailure failure = failure(any, Arrays.copyOf(body, Math.floorMod(where, body.length)))
                .orElseThrow(() -> new AssertionError("read what was cut off: " + any));

        assertThat(failure.path()).startsWith("$");
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void answer_withOneByteChanged_isRefusedWithAPathOrIsAnotherValue(
            @ForAll("cases") Case<?> any, @ForAll int where, @ForAll byte to) {
        byte[] body = any.written();
        body[Math.floorMod(where, body.length)] = to;

        Optional<DecodeFailure> failure = failure(any, body);

        Statistics.collect(failure.isPresent() ? "refused" : "read");
        failure.ifPresent(refused -> assertThat(refused.path()).startsWith("$"));
    }

    /** The one failure that reading may have; any other exception fails the test. */
    private static Optional<DecodeFailure> failure(Case<?> any, byte[] body) {
        try {
            any.read(body);
            return Optional.empty();
        } catch (DecodeFailure refused) {
            return Optional.of(refused);
        }
    }

    private static byte[] shuffled(byte[] body, Random random) {
        StringBuilder ascii = new StringBuilder();
        // half of a surrogate pair is a character of JSON, and none of UTF-8
        shuffled(MAPPER.readTree(body), random)
                .toString()
                .chars()
                .forEach(c -> ascii.append(c > '~' ? String.format("\\u%04x", c) : Character.toString(c)));
        return ascii.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            Collections.shuffle(names, random);
            ObjectNode copy = MAPPER.createObjectNode();
            names.forEach(name -> copy.set(name, shuffled(object.get(name), random)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(shuffled(element, random)));
            return copy;
        }
        return node;
    }
}
