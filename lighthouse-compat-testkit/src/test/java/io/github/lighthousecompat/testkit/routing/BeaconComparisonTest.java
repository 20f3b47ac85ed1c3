package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.DutiesQuery;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.StateSsz;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What two answers of two nodes are to each other, operation by operation. */
@Timeout(30)
class BeaconComparisonTest {
    private static final StateId STATE = StateId.of(BeaconSamples.SLOT);
    private static final BlockId BLOCK = BlockId.of(BeaconSamples.SLOT);
    private static final UInt64 EPOCH = UInt64.of(2);

    private final TwoBackends two = TwoBackends.onCapella();
    private RoutedLighthouse routed;

    /**
     * What is compared of an operation.
     *
     * @param argument about something that does not move
     * @param moving about the head; empty where there is no such argument
     * @param answer one that differs with the number, at {@code path}
     * @param meaning what the difference is
     */
    private record Case<A, R>(
            Operation<A, R> operation,
            A argument,
            Optional<A> moving,
            IntFunction<R> answer,
            String path,
            Verdict meaning) {
        static <A, R> Case<A, R> of(Operation<A, R> operation, A argument, IntFunction<R> answer, String path) {
            return new Case<>(operation, argument, Optional.empty(), answer, path, Verdict.MISMATCH);
        }

        Case<A, R> lagging() {
            return new Case<>(operation, argument, moving, answer, path, Verdict.LAG);
        }

        Case<A, R> orAt(A head) {
            return new Case<>(operation, argument, Optional.of(head), answer, path, meaning);
        }

        @Override
        public String toString() {
            return operation + " " + path;
        }
    }

    private static UInt64 n(int number) {
        return UInt64.of(number);
    }

    private static Hash32 h(int number) {
        return BeaconSamples.hash(number);
    }

    /** An answer of which each node says something else of how sure it is. */
    private static <T> Optional<ChainAnswer<T>> sure(int number, T data) {
        return Optional.of(ChainAnswer.of(data, number % 2 == 0, number % 2 == 1));
    }

    private static HeaderInfo header(int root, boolean isCanonical, int state) {
        return HeaderInfo.builder()
                .root(h(root))
                .isCanonical(isCanonical)
                .header(SignedBeaconBlockHeader.of(
                        BeaconBlockHeader.builder()
                                .slot(BeaconSamples.SLOT)
                                .proposerIndex(UInt64.ONE)
                                .parentRoot(h(1))
                                .stateRoot(h(state))
                                .bodyRoot(h(1))
                                .build(),
                        Bytes96.ZERO))
                .build();
    }

    private static ValidatorInfo validator(int balance, int effective) {
        return ValidatorInfo.builder()
                .index(UInt64.ONE)
                .balance(n(balance))
                .status(ValidatorStatus.ACTIVE_ONGOING)
                .validator(Validator.builder()
                        .pubkey(Bytes48.ZERO)
                        .withdrawalCredentials(h(1))
                        .effectiveBalance(n(effective))
                        .isSlashed(false)
                        .activationEligibilityEpoch(UInt64.ZERO)
                        .activationEpoch(UInt64.ZERO)
                        .exitEpoch(UInt64.MAX)
                        .withdrawableEpoch(UInt64.MAX)
                        .build())
                .build();
    }

    private static SignedBlock block(int attestationRoot) {
        CapellaBlock plain = BeaconSamples.block(BeaconSamples.SLOT, 1);
        CapellaBlockBody body = CapellaBlockBody.builder()
                .from(plain.body())
                .attestations(List.of(BeaconSamples.attestation(BeaconSamples.SLOT, attestationRoot)))
                .build();
        return SignedBlock.of(CapellaBlock.builder().from(plain).body(body).build(), Bytes96.ZERO);
    }

    private static BlobSidecar sidecar(int proof) {
        return BlobSidecar.builder()
                .index(UInt64.ZERO)
                .blob(Blob.ZERO)
                .kzgCommitment(Bytes48.ZERO)
                .kzgProof(key(proof))
                .signedBlockHeader(header(1, true, 1).header())
                .kzgCommitmentInclusionProof(List.of(h(1)))
                .build();
    }

    private static Bytes48 key(int number) {
        byte[] bytes = new byte[Bytes48.SIZE];
        bytes[0] = (byte) number;
        return Bytes48.of(bytes);
    }

    private static <D> Duties<D> duties(int root, D duty) {
        return new Duties<>(Optional.of(h(root)), Optional.of(root % 2 == 0), List.of(duty));
    }

    private static AttesterDuty attests(int slot) {
        return AttesterDuty.builder()
                .pubkey(key(1))
                .validatorIndex(UInt64.ONE)
                .committeeIndex(UInt64.ONE)
                .committeeLength(UInt64.ONE)
                .committeesAtSlot(UInt64.ONE)
                .validatorCommitteeIndex(UInt64.ZERO)
                .slot(n(slot))
                .build();
    }

    private static ProposerDuty proposes(int validator) {
        return ProposerDuty.builder()
                .pubkey(key(1))
                .validatorIndex(n(validator))
                .slot(BeaconSamples.SLOT)
                .build();
    }

    private static SyncDuty sits(int index) {
        return SyncDuty.builder()
                .pubkey(key(1))
                .validatorIndex(UInt64.ONE)
                .addValidatorSyncCommitteeIndices(n(index))
                .build();
    }

    static List<Case<?, ?>> cases() {
        DutiesQuery query = new DutiesQuery(EPOCH, List.of(UInt64.ONE));
        return List.of(
                Case.of(
                        BeaconOperations.GENESIS,
                        NoArgument.NONE,
                        i -> Optional.of(Genesis.of(n(i), h(1), Bytes4.ZERO)),
                        "genesisTime"),
                Case.of(
                        BeaconOperations.FORKS,
                        NoArgument.NONE,
                        i -> List.of(ForkVersions.of(Bytes4.ZERO, Bytes4.ZERO, n(i))),
                        "[0].epoch"),
                Case.of(
                        BeaconOperations.SPEC,
                        NoArgument.NONE,
                        i -> BeaconSpec.builder()
                                .putTexts("SECONDS_PER_SLOT", String.valueOf(i))
                                .putTexts("ONLY_HERE_" + i, "1")
                                .build(),
                        "texts.SECONDS_PER_SLOT"),
                Case.of(BeaconOperations.STATE_ROOT, STATE, i -> sure(i, h(i)), "data")
                        .orAt(StateId.HEAD),
                Case.of(
                                BeaconOperations.STATE_FORK,
                                STATE,
                                i -> sure(i, ForkVersions.of(Bytes4.ZERO, Bytes4.ZERO, n(i))),
                                "data.epoch")
                        .orAt(StateId.JUSTIFIED),
                Case.of(
                                BeaconOperations.FINALITY_CHECKPOINTS,
                                STATE,
                                i -> sure(
                                        i,
                                        FinalityCheckpoints.of(
                                                Checkpoint.of(EPOCH, h(1)),
                                                Checkpoint.of(EPOCH, h(i)),
                                                Checkpoint.of(EPOCH, h(1)))),
                                "data.currentJustified.root")
                        .orAt(StateId.FINALIZED),
                Case.of(
                                BeaconOperations.HEADERS,
                                HeadersQuery.atSlot(BeaconSamples.SLOT),
                                i -> ChainAnswer.of(List.of(header(i, true, 1)), i % 2 == 0, true),
                                "data[0].root")
                        .orAt(HeadersQuery.HEAD),
                Case.of(
                                BeaconOperations.HEADER,
                                BLOCK,
                                i -> sure(i, header(1, true, i)),
                                "data.header.message.stateRoot")
                        .orAt(BlockId.HEAD),
                Case.of(BeaconOperations.HEADER, BLOCK, i -> sure(i, header(1, i % 2 == 0, 1)), "data.isCanonical")
                        .lagging(),
                Case.of(BeaconOperations.BLOCK_ROOT, BLOCK, i -> sure(i, h(i)), "data")
                        .orAt(BlockId.FINALIZED),
                Case.of(
                                BeaconOperations.BLOCK,
                                BLOCK,
                                i -> sure(i, block(i)),
                                "data.message.body.attestations[0].data.beaconBlockRoot")
                        .orAt(BlockId.JUSTIFIED),
                Case.of(
                                BeaconOperations.BLOB_SIDECARS,
                                BlobsQuery.all(BLOCK),
                                i -> sure(i, List.of(sidecar(i))),
                                "data[0].kzgProof")
                        .orAt(BlobsQuery.all(BlockId.HEAD)),
                Case.of(
                                BeaconOperations.STATE_SSZ,
                                STATE,
                                i -> Optional.of(new StateSsz(Optional.of("capella"), Bytes.of((byte) i))),
                                "ssz")
                        .orAt(StateId.HEAD),
                Case.of(
                                BeaconOperations.VALIDATORS,
                                ValidatorsQuery.all(STATE),
                                i -> sure(i, List.of(validator(1, i))),
                                "data[0].validator.effectiveBalance")
                        .orAt(ValidatorsQuery.all(StateId.HEAD)),
                Case.of(
                                BeaconOperations.VALIDATOR_BALANCES,
                                BalancesQuery.all(STATE),
                                i -> sure(i, List.of(ValidatorBalance.of(UInt64.ONE, n(i)))),
                                "data[0].balance")
                        .orAt(BalancesQuery.all(StateId.HEAD)),
                Case.of(
                                BeaconOperations.LIVENESS,
                                query,
                                i -> List.of(ValidatorLiveness.of(UInt64.ONE, i % 2 == 0)),
                                "[0].isLive")
                        .lagging(),
                Case.of(
                        BeaconOperations.PROPOSER_DUTIES,
                        EPOCH,
                        i -> duties(1, proposes(i)),
                        "duties[0].validatorIndex"),
                Case.of(BeaconOperations.ATTESTER_DUTIES, query, i -> duties(1, attests(i)), "duties[0].slot"),
                Case.of(BeaconOperations.ATTESTER_DUTIES, query, i -> duties(i, attests(i)), "dependentRoot")
                        .lagging(),
                Case.of(
                        BeaconOperations.SYNC_DUTIES,
                        query,
                        i -> duties(1, sits(i)),
                        "duties[0].validatorSyncCommitteeIndices"));
    }

    @BeforeEach
    void route() {
        two.answerAsNodes();
        routed = two.route((old, young) -> Router.parallel(old, young));
    }

    @AfterEach
    void close() {
        two.close();
    }

    private <A, R> Comparison compare(Operation<A, R> operation, A argument, R one, R other) {
        two.answerAsNode(two.v4, script -> script.on(operation).answer(one));
        two.answerAsNode(two.v5, script -> script.on(operation).answer(other));
        Lighthouse.await(routed.call(operation, argument, CallOptions.DEFAULT));
        return two.comparisons.get(two.comparisons.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <A, R> void difference_isFoundAndNamed(Case<A, R> what) {
        Comparison found = compare(what.operation, what.argument, what.answer.apply(3), what.answer.apply(4));

        assertThat(found.verdict()).isEqualTo(what.meaning);
        assertThat(found.differences()).extracting(Difference::path).containsExactly(what.path);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <A, R> void sameAnswer_matchesHoweverSureEachIs(Case<A, R> what) {
        assertThat(compare(what.operation, what.argument, what.answer.apply(3), what.answer.apply(3))
                        .verdict())
                .isEqualTo(Verdict.MATCH);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <A, R> void differenceAboutTheHead_isLag(Case<A, R> what) {
        what.moving.ifPresent(head -> {
            Comparison found = compare(what.operation, head, what.answer.apply(3), what.answer.apply(4));
            assertThat(found.verdict()).isEqualTo(Verdict.LAG);
            assertThat(found.differences()).extracting(Difference::path).containsExactly("$");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    @SuppressWarnings("unchecked") // an answer that may be absent
    <A, R> void answerThatOneHasNot_isLag(Case<A, R> what) {
        R answer = what.answer.apply(3);
        if (answer instanceof Optional<?>) {
            assertThat(compare(what.operation, what.argument, answer, (R) Optional.empty())
                            .verdict())
                    .isEqualTo(Verdict.LAG);
        }
    }

    @Test
    void howSureEachIs_isNoDifference() {
        Hash32 root = h(1);
        for (Optional<Boolean> sure : List.of(Optional.<Boolean>empty(), Optional.of(true), Optional.of(false))) {
            Comparison found = compare(
                    BeaconOperations.BLOCK_ROOT,
                    BLOCK,
                    Optional.of(ChainAnswer.of(root, false, true)),
                    Optional.of(new ChainAnswer<>(root, sure, sure)));
            assertThat(found.verdict()).isEqualTo(Verdict.MATCH);
        }
    }

    @Tag("ask-15")
    @Test
    void entriesThatOneReleaseHasNot_areNoDifference() {
        BeaconSpec old = BeaconSpec.builder().putTexts("SLOTS_PER_EPOCH", "32").build();
        BeaconSpec young = BeaconSpec.builder()
                .from(old)
                .putTexts("DENEB_FORK_EPOCH", "269568")
                .putStructures("BLOB_SCHEDULE", "[]")
                .build();

        assertThat(compare(BeaconOperations.SPEC, NoArgument.NONE, old, young).verdict())
                .isEqualTo(Verdict.MATCH);
    }

    @Test
    void listsOfWhatAReleasePlansOrANodeKeeps_mayBeLonger() {
        ForkVersions fork = ForkVersions.of(Bytes4.ZERO, Bytes4.ZERO, UInt64.ZERO);
        assertThat(compare(BeaconOperations.FORKS, NoArgument.NONE, List.of(fork), List.of(fork, fork))
                        .verdict())
                .isEqualTo(Verdict.LAG);
        assertThat(compare(
                                BeaconOperations.VALIDATOR_BALANCES,
                                BalancesQuery.all(STATE),
                                sure(1, List.of(ValidatorBalance.of(UInt64.ONE, UInt64.ONE))),
                                sure(1, List.of()))
                        .verdict())
                .isEqualTo(Verdict.MISMATCH);
    }

    @Test
    void whatNodesSayOfThemselves_isNotCompared() {
        assertThat(compare(
                                BeaconOperations.NODE_VERSION,
                                NoArgument.NONE,
                                new NodeVersion("Lighthouse/v4.5.0"),
                                new NodeVersion("Lighthouse/v5.3.0"))
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void everyRead_isComparedOrSaysSomethingOfTheNode() {
        Set<Operation<?, ?>> compared = cases().stream().map(Case::operation).collect(Collectors.toSet());
        List<Operation<?, ?>> others = new ArrayList<>(BeaconOperations.ALL);
        others.removeIf(operation -> operation.effect() != Effect.READ || compared.contains(operation));

        assertThat(others)
                .containsExactlyElementsOf(Stream.of(
                                BeaconOperations.NODE_VERSION,
                                BeaconOperations.NODE_SYNCING,
                                BeaconOperations.NODE_HEALTH,
                                BeaconOperations.NODE_IDENTITY,
                                BeaconOperations.PEER_COUNT,
                                BeaconOperations.LIGHTHOUSE_HEALTH,
                                BeaconOperations.LIGHTHOUSE_SYNCING,
                                BeaconOperations.LIGHTHOUSE_NAT,
                                BeaconOperations.VALIDATOR_INCLUSION,
                                BeaconOperations.DATABASE_INFO)
                        .toList());
    }
}
