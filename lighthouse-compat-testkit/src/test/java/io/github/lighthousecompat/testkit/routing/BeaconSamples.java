package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.AggregateAndProof;
import io.github.lighthousecompat.beacon.AggregateRequest;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BlsToExecutionChange;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlindedBlockBody;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.CapellaPayloadHeader;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ContributionAndProof;
import io.github.lighthousecompat.beacon.ContributionRequest;
import io.github.lighthousecompat.beacon.DutiesQuery;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.RawAnswer;
import io.github.lighthousecompat.beacon.RawRequest;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncAggregate;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.beacon.VoluntaryExit;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An argument for each operation of the beacon facet, and what a node answers. */
final class BeaconSamples {
    static final UInt64 SLOT = UInt64.of(64);

    private static final UInt64 EPOCH = UInt64.of(2);
    private static final StateId STATE = StateId.of(SLOT);
    private static final BlockId BLOCK = BlockId.of(SLOT);

    private static final Map<Operation<?, ?>, Object> ARGUMENTS_OF_READS = Map.ofEntries(
            Map.entry(BeaconOperations.STATE_ROOT, STATE),
            Map.entry(BeaconOperations.STATE_FORK, STATE),
            Map.entry(BeaconOperations.FINALITY_CHECKPOINTS, STATE),
            Map.entry(BeaconOperations.HEADERS, HeadersQuery.atSlot(SLOT)),
            Map.entry(BeaconOperations.HEADER, BLOCK),
            Map.entry(BeaconOperations.BLOCK_ROOT, BLOCK),
            Map.entry(BeaconOperations.BLOCK, BLOCK),
            Map.entry(BeaconOperations.BLOB_SIDECARS, BlobsQuery.all(BLOCK)),
            Map.entry(BeaconOperations.STATE_SSZ, STATE),
            Map.entry(BeaconOperations.VALIDATORS, ValidatorsQuery.all(STATE)),
            Map.entry(BeaconOperations.VALIDATOR_BALANCES, BalancesQuery.all(STATE)),
            Map.entry(BeaconOperations.LIVENESS, new DutiesQuery(EPOCH, List.of(UInt64.ONE))),
            Map.entry(BeaconOperations.PROPOSER_DUTIES, EPOCH),
            Map.entry(BeaconOperations.ATTESTER_DUTIES, new DutiesQuery(EPOCH, List.of(UInt64.ONE))),
            Map.entry(BeaconOperations.SYNC_DUTIES, new DutiesQuery(EPOCH, List.of(UInt64.ONE))),
            Map.entry(BeaconOperations.VALIDATOR_INCLUSION, EPOCH),
            Map.entry(BeaconOperations.HISTORICAL_BLOCKS, List.of()),
            Map.entry(BeaconOperations.RAW, RawRequest.get("/eth/v1/node/peers")));

    private BeaconSamples() {}

    /** An argument for a call of {@code operation}; of what belongs to a slot one for {@code slot}. */
    static Object argument(Operation<?, ?> operation, UInt64 slot) {
        Object ofRead = ARGUMENTS_OF_READS.get(operation);
        if (ofRead != null) {
            return ofRead;
        }
        return switch (operation.effect()) {
            case SIGNABLE -> question(operation, slot);
            case PUBLISH -> signed(operation, slot);
            case ANNOUNCE -> announcement(operation, 1);
            default -> NoArgument.NONE;
        };
    }

    private static Object question(Operation<?, ?> operation, UInt64 slot) {
        if (operation == BeaconOperations.PRODUCE_BLOCK) {
            return ProductionRequest.builder().slot(slot).build();
        }
        if (operation == BeaconOperations.ATTESTATION_DATA) {
            return new AttestationDataRequest(slot, UInt64.ONE);
        }
        return operation == BeaconOperations.AGGREGATE_ATTESTATION
                ? new AggregateRequest(slot, hash(1))
                : new ContributionRequest(slot, UInt64.ONE, hash(1));
    }

    private static Object signed(Operation<?, ?> operation, UInt64 slot) {
        if (operation == BeaconOperations.PUBLISH_BLOCK) {
            return BlockPublication.of(SignedBlock.of(block(slot, 1), Bytes96.ZERO));
        }
        if (operation == BeaconOperations.PUBLISH_BLINDED_BLOCK) {
            return blinded(slot, "v5");
        }
        if (operation == BeaconOperations.PUBLISH_ATTESTATIONS) {
            return List.of(attestation(slot, 1));
        }
        if (operation == BeaconOperations.PUBLISH_AGGREGATES) {
            return List.of(SignedAggregateAndProof.of(
                    AggregateAndProof.of(UInt64.ONE, attestation(slot, 1), Bytes96.ZERO), Bytes96.ZERO));
        }
        if (operation == BeaconOperations.PUBLISH_SYNC_MESSAGES) {
            return List.of(SyncCommitteeMessage.builder()
                    .slot(slot)
                    .beaconBlockRoot(hash(1))
                    .validatorIndex(UInt64.ONE)
                    .signature(Bytes96.ZERO)
                    .build());
        }
        if (operation == BeaconOperations.PUBLISH_CONTRIBUTIONS) {
            return List.of(SignedContributionAndProof.of(
                    ContributionAndProof.of(UInt64.ONE, contribution(slot, 1), Bytes96.ZERO), Bytes96.ZERO));
        }
        return operation == BeaconOperations.PUBLISH_VOLUNTARY_EXIT
                ? SignedVoluntaryExit.of(VoluntaryExit.of(EPOCH, UInt64.ONE), Bytes96.ZERO)
                : List.of(SignedBlsToExecutionChange.of(
                        BlsToExecutionChange.of(UInt64.ONE, Bytes48.ZERO, Address.ZERO), Bytes96.ZERO));
    }

    /** Something to say of one validator. */
    static Object announcement(Operation<?, ?> operation, int validator) {
        UInt64 index = UInt64.of(validator);
        if (operation == BeaconOperations.PREPARE_PROPOSERS) {
            return List.of(ProposerPreparation.of(index, Address.ZERO));
        }
        if (operation == BeaconOperations.REGISTER_VALIDATORS) {
            Bytes48 key = Bytes48.of(
                    ByteBuffer.allocate(Bytes48.SIZE).putInt(validator).array());
            return List.of(SignedValidatorRegistration.of(
                    ValidatorRegistration.of(Address.ZERO, index, UInt64.ONE, key), Bytes96.ZERO));
        }
        return operation == BeaconOperations.SUBSCRIBE_COMMITTEES
                ? List.of(CommitteeSubscription.builder()
                        .validatorIndex(index)
                        .committeeIndex(UInt64.ONE)
                        .committeesAtSlot(UInt64.ONE)
                        .slot(SLOT)
                        .isAggregator(false)
                        .build())
                : List.of(SyncCommitteeSubscription.builder()
                        .validatorIndex(index)
                        .untilEpoch(EPOCH)
                        .build());
    }

    /**
     * Lets a fake answer every operation as a healthy node does, but for what its script says already.
     *
     * @param alias of its backend
     * @param node tells its answers from another's
     */
    static void teach(FakeLighthouse fake, String alias, int node) {
        BeaconOperations.ALL.forEach(operation -> teach(fake, operation, alias, node));
    }

    @SuppressWarnings("unchecked") // each operation has its own kind of answer
    private static <A, R> void teach(FakeLighthouse fake, Operation<A, R> operation, String alias, int node) {
        fake.script().on(operation).answerWith(argument -> (R) answer(operation, argument, alias, node));
    }

    /** What a node answers; for operations that are not compared by their parts, only that it is the node's own. */
    static Object answer(Operation<?, ?> operation, Object argument, String owner, int node) {
        if (operation == BeaconOperations.NODE_SYNCING) {
            return syncing(false, false, false);
        }
        return switch (operation.effect()) {
            case SIGNABLE -> produced(argument, owner, node);
            case PUBLISH -> PublishResult.published();
            case ANNOUNCE -> Acknowledged.ACKNOWLEDGED;
            case READ -> ChainAnswer.of("of a read");
            default -> new RawAnswer(200, Optional.empty(), Map.of(), Bytes.EMPTY);
        };
    }

    private static Object produced(Object argument, String owner, int node) {
        if (argument instanceof ProductionRequest request) {
            return produced(request, owner, node);
        }
        if (argument instanceof AttestationDataRequest request) {
            return data(request.slot(), node);
        }
        if (argument instanceof AggregateRequest request) {
            return Optional.of(attestation(request.slot(), node));
        }
        return Optional.of(contribution(((ContributionRequest) argument).slot(), node));
    }

    private static ProducedBlock produced(ProductionRequest request, String owner, int node) {
        return request.isBlindedAllowed()
                ? new ProducedBlindedBlock(
                        blindedBlock(request.slot(), node),
                        new ProducerHandle(owner, request.slot(), 0),
                        Optional.empty(),
                        Optional.empty())
                : ProducedFullBlock.of(block(request.slot(), node), Optional.empty(), Optional.empty());
    }

    static BlindedBlockPublication blinded(UInt64 slot, String owner) {
        return BlindedBlockPublication.of(
                SignedBlindedBlock.of(blindedBlock(slot, 1), Bytes96.ZERO), new ProducerHandle(owner, slot, 0));
    }

    static NodeSyncing syncing(boolean isSyncing, boolean isOptimistic, boolean isExecutionOffline) {
        return NodeSyncing.builder()
                .headSlot(SLOT)
                .syncDistance(UInt64.of(isSyncing ? 100 : 0))
                .isSyncing(isSyncing)
                .isOptimistic(isOptimistic)
                .isExecutionOffline(isExecutionOffline)
                .build();
    }

    static Hash32 hash(int number) {
        return ErraticBackend.hash(number);
    }

    static AttestationData data(UInt64 slot, int root) {
        return AttestationData.builder()
                .slot(slot)
                .index(UInt64.ONE)
                .beaconBlockRoot(hash(root))
                .source(Checkpoint.of(UInt64.ZERO, Hash32.ZERO))
                .target(Checkpoint.of(UInt64.ONE, hash(1)))
                .build();
    }

    static Attestation attestation(UInt64 slot, int root) {
        return Attestation.of(Bits.ofSet(8, 1), data(slot, root), Bytes96.ZERO);
    }

    private static SyncCommitteeContribution contribution(UInt64 slot, int root) {
        return SyncCommitteeContribution.builder()
                .slot(slot)
                .beaconBlockRoot(hash(root))
                .subcommitteeIndex(UInt64.ONE)
                .aggregationBits(Bits.ofSet(128, 3))
                .signature(Bytes96.ZERO)
                .build();
    }

    /** A block of a slot; {@code state} tells it from others. */
    static CapellaBlock block(UInt64 slot, int state) {
        return CapellaBlock.builder()
                .slot(slot)
                .proposerIndex(UInt64.ONE)
                .parentRoot(hash(1))
                .stateRoot(hash(state))
                .body(CapellaBlockBody.builder()
                        .randaoReveal(Bytes96.ZERO)
                        .eth1Data(Eth1Data.of(Hash32.ZERO, UInt64.ONE, Hash32.ZERO))
                        .graffiti(Hash32.ZERO)
                        .addAttestations(attestation(slot, 1))
                        .syncAggregate(SyncAggregate.of(Bits.ofSet(512, 7), Bytes96.ZERO))
                        .executionPayload(ErraticBackend.payload(1))
                        .build())
                .build();
    }

    private static CapellaBlindedBlock blindedBlock(UInt64 slot, int state) {
        return CapellaBlindedBlock.builder()
                .slot(slot)
                .proposerIndex(UInt64.ONE)
                .parentRoot(hash(1))
                .stateRoot(hash(state))
                .body(CapellaBlindedBlockBody.builder()
                        .randaoReveal(Bytes96.ZERO)
                        .eth1Data(Eth1Data.of(Hash32.ZERO, UInt64.ONE, Hash32.ZERO))
                        .graffiti(Hash32.ZERO)
                        .syncAggregate(SyncAggregate.of(Bits.ofSet(512, 7), Bytes96.ZERO))
                        .executionPayloadHeader(CapellaPayloadHeader.builder()
                                .parentHash(hash(1))
                                .feeRecipient(Address.ZERO)
                                .stateRoot(Hash32.ZERO)
                                .receiptsRoot(Hash32.ZERO)
                                .logsBloom(Bloom.ZERO)
                                .prevRandao(Hash32.ZERO)
                                .blockNumber(UInt64.ONE)
                                .gasLimit(UInt64.ONE)
                                .gasUsed(UInt64.ZERO)
                                .timestamp(UInt64.ONE)
                                .extraData(Bytes.EMPTY)
                                .baseFeePerGas(UInt256.of(9))
                                .blockHash(hash(2))
                                .transactionsRoot(Hash32.ZERO)
                                .withdrawalsRoot(Hash32.ZERO)
                                .build())
                        .build())
                .build();
    }
}
