package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.BlockSchemas;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the endpoints of a beacon node answer from. Thread-safe. */
final class BeaconNodeState {
    /** A node that lacks no more than this still serves validators. */
    private static final int TOLERATED_EPOCHS = 8;

    private final FakeBeaconChain chain;
    private final BlockSchemas schemas;
    private volatile BeaconCondition condition = BeaconCondition.GOOD;
    private volatile boolean isBlinding;

    BeaconNodeState(FakeBeaconChain chain) {
        this.chain = chain;
        this.schemas = BlockSchemas.of(chain.spec().preset());
    }

    FakeBeaconChain chain() {
        return chain;
    }

    BlockSchemas schemas() {
        return schemas;
    }

    BeaconCondition condition() {
        return condition;
    }

    synchronized void change(UnaryOperator<BeaconCondition> change) {
        condition = change.apply(condition);
    }

    /** Whether blocks are made by a block builder, and are given out blinded. */
    boolean isBlinding() {
        return isBlinding;
    }

    void blinding(boolean blinding) {
        isBlinding = blinding;
    }

    /** The slot that it is, as far as the node knows. */
    UInt64 currentSlot() {
        return chain.head().slot().plus(condition.distance());
    }

    /**
     * Refuses to serve validators while the node is too far behind.
     *
     * @throws BeaconError if it is
     */
    void requireSynced(BeaconCall call) throws BeaconError {
        BeaconCondition now = condition;
        UInt64 tolerated =
                UInt64.of((long) TOLERATED_EPOCHS * chain.spec().preset().slotsPerEpoch());
        if (now.sync() == BeaconCondition.Sync.SYNCING && tolerated.isLessThan(now.distance())) {
            throw BeaconError.notSynced("head slot is " + chain.head().slot() + ", current slot is " + currentSlot());
        }
        if (now.sync() == BeaconCondition.Sync.STALLED && !call.has(LighthouseQuirk.SERVES_WHILE_STALLED)) {
            throw BeaconError.notSynced("sync is stalled");
        }
    }

    /** The block of an id. */
    BeaconEntry block(String id) throws BeaconError {
        Optional<BeaconEntry> named = named(id);
        if (named.isPresent()) {
            return named.get();
        }
        if (isRoot(id)) {
            return chain.withRoot(root(id)).orElseThrow(() -> BeaconError.notFound("beacon block with root " + id));
        }
        return chain.at(number(id, "Invalid block ID: " + id))
                .orElseThrow(() -> BeaconError.notFound("beacon block at slot " + id));
    }

    /** The last block of the state of an id. */
    BeaconEntry state(String id) throws BeaconError {
        Optional<BeaconEntry> named = named(id);
        if (named.isPresent()) {
            return named.get();
        }
        if (isRoot(id)) {
            return chain.withStateRoot(root(id))
                    .orElseThrow(() -> BeaconError.notFound("beacon state for state root " + id));
        }
        return chain.upTo(number(id, "Invalid state ID: " + id))
                .orElseThrow(() -> BeaconError.notFound("beacon state at slot " + id));
    }

    private Optional<BeaconEntry> named(String id) {
        return switch (id.toLowerCase(Locale.ROOT)) {
            case "head" -> Optional.of(chain.head());
            case "genesis" -> Optional.of(chain.genesis());
            case "finalized" -> chain.withRoot(chain.finalized().root());
            case "justified" -> chain.withRoot(chain.justified().root());
            default -> Optional.empty();
        };
    }

    /** What is said of a block or its state, with how sure that is. */
    <T> ChainAnswer<T> of(BeaconEntry entry, T data) {
        boolean isFinal = chain.isFinalized(entry.slot());
        return new ChainAnswer<>(data, Optional.of(condition.isOptimistic() && !isFinal), Optional.of(isFinal));
    }

    /** A number in a path or query. */
    static UInt64 number(String text, String problem) throws BeaconError {
        try {
            return UInt64.parse(text);
        } catch (IllegalArgumentException e) {
            throw BeaconError.badRequest(problem);
        }
    }

    private static boolean isRoot(String id) {
        return id.startsWith("0x");
    }

    private static Hash32 root(String id) throws BeaconError {
        try {
            return Hash32.parse(id);
        } catch (IllegalArgumentException e) {
            throw BeaconError.badRequest("Invalid ID: " + id);
        }
    }
}
