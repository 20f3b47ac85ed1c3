package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import java.util.List;

/**
 * What the bodies of full and blinded blocks share, which is all but the payload and what a fork adds.
 *
 * Sizes of lists are those of a {@link Preset}; they are checked where a body is encoded, and where its root is worked
 * out. Immutable and thread-safe. Specification: {@code BeaconBlockBody}.
 */
public sealed interface BodyContent permits BlockBody, BlindedBlockBody {
    /** The fork that this type belongs to. */
    Fork fork();

    /** Signature of the epoch by the proposer, from which the next RANDAO mix comes. */
    Bytes96 randaoReveal();

    /** What the proposer says of the deposit contract. */
    Eth1Data eth1Data();

    /** 32 bytes of the proposer's choice. */
    Hash32 graffiti();

    /** Proofs against proposers, at most {@link Preset#maxProposerSlashings()}. */
    List<ProposerSlashing> proposerSlashings();

    /** Proofs against voters, at most {@link Preset#maxAttesterSlashings()}. */
    List<AttesterSlashing> attesterSlashings();

    /** Votes, at most {@link Preset#maxAttestations()}. */
    List<Attestation> attestations();

    /** Deposits, at most {@link Preset#maxDeposits()}. */
    List<Deposit> deposits();

    /** Wishes to leave, at most {@link Preset#maxVoluntaryExits()}. */
    List<SignedVoluntaryExit> voluntaryExits();

    /** What the sync committee signed of the block before. */
    SyncAggregate syncAggregate();

    /** Changes of withdrawal credentials, at most {@link Preset#maxBlsToExecutionChanges()}. */
    List<SignedBlsToExecutionChange> blsToExecutionChanges();
}
