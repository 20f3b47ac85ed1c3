package io.github.lighthousecompat.route;

import java.util.Set;

/**
 * A strategy: a pure decision about each call. Thread-safe, quick, and without a network.
 *
 * <p>The presets below are all that most hosts need; a host may write its own.
 */
public interface Router {
    /** The decision; never throws, and names only {@link #backends()}. */
    Route route(CallContext context);

    /** All backends that this router may name. */
    Set<Backend> backends();

    /** The share of the units that a canary takes now; {@link Weight#ALL} for routers without one. */
    default Weight weight() {
        return Weight.ALL;
    }

    /** Everything to one backend; whatever else is attached is fed, but never answers. */
    static Router only(Backend backend) {
        return Routers.fixed(Route.to(backend, "only"));
    }

    /**
     * Every call to both, every answer compared: evidence. The primary answers; for the verdict on a block the caller may
     * wait for the other, within limits.
     */
    static Router parallel(Backend primary, Backend other) {
        return Routers.fixed(
                Route.to(primary, "parallel").comparing(Routers.another(primary, other), Route.Extra.PARALLEL));
    }

    /** Every call to both and compared where that is safe; the caller never waits for the other. */
    static Router shadow(Backend primary, Backend other) {
        return Routers.fixed(
                Route.to(primary, "shadow").comparing(Routers.another(primary, other), Route.Extra.SHADOW));
    }

    /** One backend answers; another where the first fails and the operation allows it. */
    static Router primaryWithFallback(Backend primary, Backend fallback) {
        return Routers.fixed(Route.to(primary, "primary")
                .withStandIn(Routers.another(primary, fallback))
                .orElse(fallback));
    }

    /**
     * Most units to {@code stable}, a share of them to {@code canary}.
     *
     * @param weight the share, read at every decision
     * @param assignment which units the share takes
     */
    static Router canary(Backend stable, Backend canary, WeightSource weight, Assignment assignment) {
        return Routers.canary(stable, Routers.another(stable, canary), weight, assignment);
    }
}
