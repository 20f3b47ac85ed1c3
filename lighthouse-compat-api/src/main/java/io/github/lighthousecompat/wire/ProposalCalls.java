package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.AggregateRequest;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.ContributionRequest;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishFailure;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.OperationSchemas;
import io.github.lighthousecompat.schema.ProducedBlockSchema;
import io.github.lighthousecompat.schema.SszType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a call does that yields something to sign, or publishes what is signed. Thread-safe. */
final class ProposalCalls {
    private static final int BAD_REQUEST = 400;
    /** The point at infinity: what stands for a RANDAO reveal that is not to be checked. */
    private static final Bytes96 NO_REVEAL = Bytes96.parse("0xc0" + "00".repeat(Bytes96.SIZE - 1));

    private static final JsonType<AttestationData> ATTESTATION_DATA = Envelopes.data(OperationSchemas.ATTESTATION_DATA);

    private final BlockSchemas schemas;
    private final BlockEncoding encoding;
    private final NodeForks forks;
    private final JsonType<Attestation> aggregate;
    private final JsonType<SyncCommitteeContribution> contribution;

    ProposalCalls(BlockSchemas schemas, BlockEncoding encoding, NodeForks forks) {
        this.forks = forks;
        this.schemas = schemas;
        this.encoding = encoding;
        this.aggregate = Envelopes.data(schemas.operations.attestation);
        this.contribution = Envelopes.data(schemas.operations.contribution);
    }

    ProducedBlock produce(ProductionRequest wanted, NodeCall call) {
        boolean isLatest = call.has(BeaconPaths.PRODUCE_V3);
        Endpoint endpoint = isLatest
                ? BeaconPaths.PRODUCE_V3
                : wanted.isBlindedAllowed() ? BeaconPaths.PRODUCE_BLINDED : BeaconPaths.PRODUCE_V2;
        NodeRequest request = call.to(endpoint, wanted.slot())
                .query("randao_reveal", wanted.randaoReveal().orElse(NO_REVEAL))
                .query("graffiti", wanted.graffiti());
        if (wanted.randaoReveal().isEmpty()) {
            request.query("skip_randao_verification", "");
        }
        if (isLatest) {
            // nothing of a builder counts where nobody asked for one
            request.query(
                    "builder_boost_factor",
                    wanted.isBlindedAllowed() ? wanted.builderBoostFactor().map(Object::toString) : Optional.of("0"));
        }
        NodeAnswer answer = request.send();
        Optional<Boolean> isBlinded = isLatest
                ? answer.header("Eth-Execution-Payload-Blinded").map(Boolean::parseBoolean)
                : Optional.of(wanted.isBlindedAllowed());
        String producer = call.label().site().backend();
        ProducedBlock block = answer.json(new ProducedBlockSchema(
                schemas,
                answer.fork(),
                isBlinded,
                slot -> new ProducerHandle(producer, slot, 0),
                () -> forks.at(wanted.slot(), call)));
        if (block instanceof ProducedBlindedBlock && !wanted.isBlindedAllowed()) {
            throw answer.notUnderstood(new DecodeFailure("$.data", "is a blinded block, and a full one was asked for"));
        }
        answer.requireSame("$.data.slot", block.slot(), wanted.slot());
        return block;
    }

    AttestationData attestationData(AttestationDataRequest wanted, NodeCall call) {
        NodeAnswer answer = call.to(BeaconPaths.ATTESTATION_DATA)
                .query("slot", wanted.slot())
                .query("committee_index", wanted.committeeIndex())
                .send();
        AttestationData data = answer.json(ATTESTATION_DATA);
        answer.requireSame("$.data.slot", data.slot(), wanted.slot());
        answer.requireSame("$.data.index", data.index(), wanted.committeeIndex());
        requireVote(data, answer);
        return data;
    }

    /** What no validator may sign must not count as a vote either: later votes are held against it. */
    private void requireVote(AttestationData data, NodeAnswer answer) {
        UInt64 target = data.target().epoch();
        UInt64 epoch = forks.epoch(data.slot());
        if (!target.equals(epoch)) {
            throw answer.notUnderstood(new DecodeFailure(
                    "$.data.target.epoch",
                    "is " + target + ", and slot " + data.slot() + " is of epoch " + epoch
                            + " in the preset of this client"));
        }
        if (target.isLessThan(data.source().epoch())) {
            throw answer.notUnderstood(new DecodeFailure(
                    "$.data.source.epoch",
                    "is " + data.source().epoch() + ", which comes after the target, epoch " + target));
        }
    }

    Optional<Attestation> aggregate(AggregateRequest wanted, NodeCall call) {
        return call.to(BeaconPaths.AGGREGATE)
                .query("attestation_data_root", wanted.attestationDataRoot())
                .query("slot", wanted.slot())
                .sendOrMissing()
                .map(answer -> aggregate(wanted, answer));
    }

    private Attestation aggregate(AggregateRequest wanted, NodeAnswer answer) {
        Attestation found = answer.json(aggregate);
        answer.requireSame("$.data.data.slot", found.data().slot(), wanted.slot());
        answer.requireSame(
                "$.data.data", OperationSchemas.ATTESTATION_DATA.root(found.data()), wanted.attestationDataRoot());
        return found;
    }

    Optional<SyncCommitteeContribution> contribution(ContributionRequest wanted, NodeCall call) {
        return call.to(BeaconPaths.CONTRIBUTION)
                .query("slot", wanted.slot())
                .query("subcommittee_index", wanted.subcommitteeIndex())
                .query("beacon_block_root", wanted.beaconBlockRoot())
                .sendOrMissing()
                .map(answer -> contribution(wanted, answer));
    }

    private SyncCommitteeContribution contribution(ContributionRequest wanted, NodeAnswer answer) {
        SyncCommitteeContribution found = answer.json(contribution);
        answer.requireSame("$.data.slot", found.slot(), wanted.slot());
        answer.requireSame("$.data.subcommittee_index", found.subcommitteeIndex(), wanted.subcommitteeIndex());
        answer.requireSame("$.data.beacon_block_root", found.beaconBlockRoot(), wanted.beaconBlockRoot());
        return found;
    }

    PublishResult publish(BlockPublication publication, NodeCall call) {
        Fork fork = publication.block().fork();
        NodeRequest request = publishing(
                publication.validation(), fork, BeaconPaths.PUBLISH_BLOCK_V2, BeaconPaths.PUBLISH_BLOCK_V1, call);
        return published(
                publication.contents().isPresent()
                        ? with(
                                request,
                                schemas.signedBlockContents,
                                publication.contents().get(),
                                call)
                        : with(request, schemas.signedBlocks.of(fork), publication.block(), call));
    }

    PublishResult publishBlinded(BlindedBlockPublication publication, NodeCall call) {
        String producer = publication.producer().owner();
        call.label()
                .requireOwn(producer, "the block was produced by " + producer + ", and only there it can be filled in");
        Fork fork = publication.block().fork();
        NodeRequest request = publishing(
                publication.validation(), fork, BeaconPaths.PUBLISH_BLINDED_V2, BeaconPaths.PUBLISH_BLINDED_V1, call);
        return published(with(request, schemas.signedBlindedBlocks.of(fork), publication.block(), call));
    }

    /** Version 1 checks as the network asks, and can't be told to do more. */
    private static NodeRequest publishing(
            BroadcastValidation validation, Fork fork, Endpoint latest, Endpoint first, NodeCall call) {
        boolean isFirst = validation == BroadcastValidation.GOSSIP && !call.has(latest);
        NodeRequest request = call.to(isFirst ? first : latest)
                .header(NodeAnswer.FORK_HEADER, fork.consensusName().toLowerCase(Locale.ROOT));
        return isFirst ? request : request.query("broadcast_validation", validation.text());
    }

    private <T> NodeRequest with(NodeRequest request, SszType<T> type, T value, NodeCall call) {
        return call.isSsz(encoding) ? request.ssz(type, value) : request.json(type, value);
    }

    PublishResult publishAttestations(List<Attestation> attestations, NodeCall call) {
        return publish(BeaconPaths.ATTESTATIONS, schemas.operations.attestation, attestations, call);
    }

    PublishResult publishAggregates(List<SignedAggregateAndProof> aggregates, NodeCall call) {
        return publish(BeaconPaths.AGGREGATES, schemas.operations.signedAggregateAndProof, aggregates, call);
    }

    PublishResult publishSyncMessages(List<SyncCommitteeMessage> messages, NodeCall call) {
        return publish(BeaconPaths.SYNC_MESSAGES, OperationSchemas.SYNC_COMMITTEE_MESSAGE, messages, call);
    }

    PublishResult publishContributions(List<SignedContributionAndProof> contributions, NodeCall call) {
        return publish(BeaconPaths.CONTRIBUTIONS, schemas.operations.signedContributionAndProof, contributions, call);
    }

    PublishResult publishVoluntaryExit(SignedVoluntaryExit exit, NodeCall call) {
        return published(call.to(BeaconPaths.VOLUNTARY_EXITS).json(OperationSchemas.SIGNED_VOLUNTARY_EXIT, exit));
    }

    PublishResult publishBlsChanges(List<SignedBlsToExecutionChange> changes, NodeCall call) {
        return publish(BeaconPaths.BLS_CHANGES, OperationSchemas.SIGNED_BLS_TO_EXECUTION_CHANGE, changes, call);
    }

    private static <T> PublishResult publish(Endpoint endpoint, SszType<T> type, List<T> values, NodeCall call) {
        return published(call.to(endpoint).json(Basics.list(type, Integer.MAX_VALUE), values));
    }

    private static PublishResult published(NodeRequest request) {
        NodeAnswer answer = request.anyStatus();
        List<PublishFailure> failures = answer.status() == BAD_REQUEST ? answer.failures() : List.of();
        if (!failures.isEmpty()) {
            return PublishResult.incomplete(answer.message(), failures);
        }
        answer.orNotTold();
        return answer.isAccepted() ? PublishResult.accepted(answer.message()) : PublishResult.published();
    }
}
