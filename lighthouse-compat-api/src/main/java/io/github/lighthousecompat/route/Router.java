package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A strategy: a pure decision about each call. Thread-safe, quick, and without a network.
 *
 * <p>The presets below are all that most hosts need, and {@link #overriding} and {@link #killable} combine them; a host
 * may write its own. A composite call ({@code buildPayload}, {@code importPayload}) is one decision, by its first
 * operation.
 */
public interface Router {
    /** The decision; never throws, and names only {@link #backends()}. */
    Route route(CallContext context);

    /** All backends that this router may name. */
    Set<Backend> backends();

    /** Whom {@link #weight()} is for, if this router divides the units between two; empty for all others. */
    default Optional<Backend> canary() {
        return Optional.empty();
    }

    /**
     * The share of the units that a canary takes now; {@link Weight#ALL} for routers without one. While a kill switch
     * sends everything elsewhere it is {@link Weight#NONE}.
     */
    default Weight weight() {
        return Weight.ALL;
    }

    /**
     * The same router, with {@code other} in its place for one operation. A later override of the same operation
     * replaces an earlier one; {@link #weight()} stays this router's.
     *
     * <p>Whatever an override says, {@code getPayload} follows its handle to the backend that builds, a blinded block
     * goes to the one that produced it, and what was handed out once for a slot comes from the same one.
     *
     * @param operation a constant of {@link io.github.lighthousecompat.engine.EngineOperations} or
     *     {@link io.github.lighthousecompat.beacon.BeaconOperations}
     */
    default Router overriding(Operation<?, ?> operation, Router other) {
        return Routers.overriding(this, operation, other);
    }

    /**
     * The same router, but everything goes to {@code backend} while a switch is on: neither this router nor its weights
     * are asked then. Payloads under construction are still fetched where they are built, and if the backend is
     * suspended or can't follow the chain any more, the others take its place. While it lags or is down nobody does:
     * the call fails as that backend does.
     *
     * @param switches each independent of the others: one that throws keeps its last state
     * @throws IllegalArgumentException if there is no switch
     */
    default Router killable(Backend backend, KillSwitch... switches) {
        return Routers.killable(this, backend, List.of(switches));
    }

    /**
     * What makes this router unfit for a topology, and what to change; empty if nothing does. A routed client refuses a
     * router that has a problem.
     */
    default Optional<String> problem(Topology topology) {
        return Composition.problem(this, topology);
    }

    /** Everything to one backend; whatever else is attached is fed, and answers only while that one is suspended. */
    static Router only(Backend backend) {
        return Routers.fixed(Route.to(backend, "only"));
    }

    /**
     * Every call to both, every answer compared: evidence. The primary answers; for the verdict on a block the caller
     * may wait for the other, within limits.
     *
     * @throws IllegalArgumentException if both have one alias
     */
    static Router parallel(Backend primary, Backend other) {
        return Routers.fixed(
                Route.to(primary, "parallel").comparing(Routers.another(primary, other), Route.Extra.PARALLEL));
    }

    /**
     * Every call to both, compared where that is safe; the caller never waits for the other, but when the primary is
     * trusted less and calls a block INVALID, as under every router. Calls that the other gets
     * for the comparison alone are made on a thread of its own, and dropped and counted where it can't keep up. Writes
     * that keep its execution layer in step are no such calls: they are fed in every mode, and compared beside.
     *
     * @throws IllegalArgumentException if both have one alias
     */
    static Router shadow(Backend primary, Backend other) {
        return Routers.fixed(
                Route.to(primary, "shadow").comparing(Routers.another(primary, other), Route.Extra.SHADOW));
    }

    /**
     * As {@link #shadow(Backend, Backend)}, but only a share of the blocks, and of the calls that belong to none, goes
     * to both: by the draw of each. What keeps a separate execution layer in step is fed all the same.
     *
     * @throws IllegalArgumentException if both have one alias
     */
    static Router shadow(Backend primary, Backend other, Weight sample) {
        return Routers.sampled(
                Route.to(primary, "shadow").comparing(Routers.another(primary, other), Route.Extra.SHADOW), sample);
    }

    /**
     * One backend answers; another where the first fails and the operation allows it.
     *
     * @throws IllegalArgumentException if both have one alias
     */
    static Router primaryWithFallback(Backend primary, Backend fallback) {
        return Routers.fixed(Route.to(primary, "primary")
                .withStandIn(Routers.another(primary, fallback))
                .orElse(fallback));
    }

    /**
     * Everything to {@code preferred} while it may answer by its {@link BackendState} and is well, else to
     * {@code other}, if that is better. It is not well while its endpoint is {@link Health#DOWN}, and for calls to its
     * node also while that is {@link Health#LAGGING}. A call that fails has failed; {@link #primaryWithFallback} asks
     * the other for that one too.
     *
     * <p>The health of one shared execution layer is the same for both, so that there only the states tell them apart.
     * Nodes are told apart under either topology.
     *
     * @throws IllegalArgumentException if both have one alias
     */
    static Router byHealth(Backend preferred, Backend other) {
        return Routers.fixed(Route.to(preferred, "preferred").orElse(Routers.another(preferred, other)));
    }

    /**
     * Most units to {@code stable}, a share of them to {@code canary}. Each takes the other's place while that is down
     * or lags; but with a weight of exactly 0 the canary answers only if {@code stable} is suspended or can't follow
     * the chain any more.
     *
     * @param weight the share, read at every decision
     * @param assignment which units the share takes
     * @throws IllegalArgumentException if both have one alias
     */
    static Router canary(Backend stable, Backend canary, WeightSource weight, Assignment assignment) {
        return Routers.canary(stable, Routers.another(stable, canary), weight, assignment);
    }
}
