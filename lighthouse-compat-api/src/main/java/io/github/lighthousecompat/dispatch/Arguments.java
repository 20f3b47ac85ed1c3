package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.AggregateRequest;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.ContributionRequest;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routing reads out of an argument. */
final class Arguments {
    private Arguments() {}

    /** The fork that whoever answers must speak; null if any will do. */
    static @Nullable Fork forkToAnswer(Object argument) {
        if (argument instanceof ForkchoiceBuild build) {
            return build.attributes().fork();
        }
        return argument instanceof BlockPublication publication
                ? publication.block().fork()
                : forkToFollow(argument);
    }

    /** The fork that whoever is fed must speak; null if any will do. */
    static @Nullable Fork forkToFollow(Object argument) {
        return argument instanceof NewPayloadRequest request ? request.fork() : null;
    }

    /**
     * The slot that something is signed for, or was, which for several things is that of the first; null if it has
     * none.
     */
    static @Nullable UInt64 slot(Object argument) {
        if (argument instanceof ProductionRequest request) {
            return request.slot();
        }
        if (argument instanceof AttestationDataRequest request) {
            return request.slot();
        }
        if (argument instanceof AggregateRequest request) {
            return request.slot();
        }
        if (argument instanceof ContributionRequest request) {
            return request.slot();
        }
        if (argument instanceof BlockPublication publication) {
            return publication.block().message().slot();
        }
        if (argument instanceof BlindedBlockPublication publication) {
            return publication.block().message().slot();
        }
        return argument instanceof List<?> list && !list.isEmpty() ? slotOfSigned(list.get(0)) : null;
    }

    private static @Nullable UInt64 slotOfSigned(Object signed) {
        if (signed instanceof Attestation attestation) {
            return attestation.data().slot();
        }
        if (signed instanceof SignedAggregateAndProof aggregate) {
            return aggregate.message().aggregate().data().slot();
        }
        if (signed instanceof SyncCommitteeMessage message) {
            return message.slot();
        }
        return signed instanceof SignedContributionAndProof contribution
                ? contribution.message().contribution().slot()
                : null;
    }
}
