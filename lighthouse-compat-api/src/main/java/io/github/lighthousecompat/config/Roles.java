package io.github.lighthousecompat.config;

import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;

/**
 * Who answers what: the part of the settings that a controller moves too.
 *
 * @param weight the share of the blocks that v5 answers in a canary; nothing in another mode
 * @param isV5First whether v5 is the one that answers where both are called
 * @param newPayloadByV5 whether v5 answers newPayload in every mode
 * @param forkchoiceByV5 whether v5 answers forkchoiceUpdated in every mode, which needs the former
 */
record Roles(MigrationMode mode, Weight weight, boolean isV5First, boolean newPayloadByV5, boolean forkchoiceByV5) {
    /** The salt of the canary, so that all processes of a host take the same blocks. */
    private static final String SALT = "lighthouse-v5";

    /** What these settings say. */
    static Roles of(Values values, MigrationMode mode) {
        return new Roles(
                mode,
                mode == MigrationMode.CANARY ? values.of(Setting.CANARY) : Weight.NONE,
                values.of(Setting.V5_IS_PRIMARY),
                values.of(Setting.NEW_PAYLOAD_V5),
                values.of(Setting.FORKCHOICE_V5));
    }

    /**
     * These as far as v5 answers no more than it does by {@code before}: a mode that would give it more leaves the mode
     * of before in force, and so do the flags of single operations, each for itself. What gives it less is taken.
     */
    Roles withoutRaise(Roles before) {
        Roles base = share().compareTo(before.share()) > 0 ? before : this;
        boolean hasAll = base.share().equals(Weight.ALL);
        return new Roles(
                base.mode,
                base.weight,
                base.isV5First,
                newPayloadByV5 && (hasAll || before.newPayloadByV5),
                forkchoiceByV5 && (hasAll || before.forkchoiceByV5));
    }

    /** The share of the blocks that v5 answers. */
    private Weight share() {
        return switch (mode) {
            case V4_ONLY, V4_PRIMARY -> Weight.NONE;
            case V5_ONLY, V5_PRIMARY -> Weight.ALL;
            case PARALLEL -> isV5First ? Weight.ALL : Weight.NONE;
            case CANARY -> weight;
        };
    }

    Router router(Backend v4, Backend v5) {
        Router router = base(v4, v5);
        if (newPayloadByV5) {
            router = router.overriding(EngineOperations.NEW_PAYLOAD, Router.only(v5));
        }
        if (forkchoiceByV5) {
            router = router.overriding(EngineOperations.FORKCHOICE_UPDATED, Router.only(v5))
                    .overriding(EngineOperations.FORKCHOICE_BUILD, Router.only(v5));
        }
        return router;
    }

    private Router base(Backend v4, Backend v5) {
        return switch (mode) {
            case V4_ONLY -> Router.only(v4);
            case V5_ONLY -> Router.only(v5);
            case PARALLEL -> isV5First ? Router.parallel(v5, v4) : Router.parallel(v4, v5);
            case V4_PRIMARY -> Router.shadow(v4, v5);
            case V5_PRIMARY -> Router.primaryWithFallback(v5, v4);
            case CANARY -> Router.canary(v4, v5, () -> weight, Assignment.hash(SALT));
        };
    }

    /** As an operator reads it, such as {@code Canary, 10 %}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(mode.toString());
        if (mode == MigrationMode.CANARY) {
            text.append(", ").append(weight);
        }
        if (mode == MigrationMode.PARALLEL && isV5First) {
            text.append(", v5 answers");
        }
        if (newPayloadByV5) {
            text.append(forkchoiceByV5 ? ", newPayload and forkchoiceUpdated by v5" : ", newPayload by v5");
        }
        return text.toString();
    }
}
