package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.DropReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A backend of one routed client, with its state; the state is written under the lock of the fleet only. */
final class Member {
    /** Options as a host gave them, and the same with the member's site. */
    private record Here(CallOptions given, CallOptions made) {}

    private final Backend backend;
    private final CallSite site;
    private final CallOptions defaults;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Here lastOptions;
    private final BackendHealth engineHealth;
    private final BackendHealth nodeHealth = new BackendHealth();
    private final ShadowLane shadowLane = new ShadowLane();
    private final Map<Operation<?, ?>, AnnouncementLane<?, ?>> lanes = new ConcurrentHashMap<>();
    // once, so that a read leaves nothing behind
    private final Optional<Member> present = Optional.of(this);
    private final boolean servesEngine;
    private final boolean servesNode;
    private volatile BackendState state;

    /** A member of {@code client}; several may have the health of one execution layer, but each has its own node. */
    Member(String client, Backend backend, BackendHealth engineHealth, BackendState state) {
        this.backend = backend;
        this.engineHealth = engineHealth;
        this.site = new CallSite(client, backend.alias());
        this.defaults = CallOptions.DEFAULT.at(site);
        this.lastOptions = new Here(CallOptions.DEFAULT, defaults);
        this.state = state;
        this.servesEngine = backend.caller().serves(Facet.ENGINE);
        this.servesNode = backend.caller().serves(Facet.BEACON);
    }

    Backend backend() {
        return backend;
    }

    /** This one, as what was looked for and found. */
    Optional<Member> present() {
        return present;
    }

    CallSite site() {
        return site;
    }

    BackendState state() {
        return state;
    }

    void state(BackendState next) {
        state = next;
    }

    /** That of its endpoint for {@code facet}. */
    BackendHealth health(Facet facet) {
        return facet == Facet.ENGINE ? engineHealth : nodeHealth;
    }

    boolean isDown(Facet facet) {
        return health(facet).isDown();
    }

    boolean serves(Facet facet) {
        return facet == Facet.ENGINE ? servesEngine : servesNode;
    }

    /** Whether it may answer reads of {@code facet}. */
    boolean mayAnswer(Facet facet) {
        return facet == Facet.ENGINE ? servesEngine && isReady() : mayRead();
    }

    /** Whether its answer to {@code operation} is worth a comparison. */
    boolean isCompared(Operation<?, ?> operation) {
        return mayAnswer(operation.facet()) && health(operation.facet()).isWell();
    }

    /** Why it is passed over where it would be compared. */
    DropReason whyNotCompared(Operation<?, ?> operation) {
        BackendHealth health = health(operation.facet());
        boolean isOut = operation.facet() == Facet.ENGINE ? !isReady() : state == BackendState.OUTDATED;
        if (isOut || health.isWell()) {
            return DropReason.of(state);
        }
        return health.isDown() ? DropReason.DOWN : DropReason.LAGGING;
    }

    boolean isReady() {
        return state == BackendState.READY;
    }

    /**
     * Whether its node may answer. What its execution layer was told is another matter; only a version that can't
     * follow the chain any more can't read it either.
     */
    boolean mayRead() {
        return serves(Facet.BEACON) && state != BackendState.OUTDATED;
    }

    /**
     * Whether its node may say what is signed: nobody signs by the word of one that contradicted a more trusted one.
     */
    boolean maySign() {
        return mayRead() && state != BackendState.SUSPENDED;
    }

    /** Whether it has been through all that it was told: else a read might not see what the caller was answered. */
    boolean isUpToDate() {
        return unanswered.get() == 0;
    }

    /** Notes that it is told of a write, until it was {@link #heard} as often. */
    void told() {
        unanswered.incrementAndGet();
    }

    /** Notes that a write that it was told of has ended. */
    void heard() {
        unanswered.decrementAndGet();
    }

    /** Where it is called only to be compared. */
    ShadowLane shadowLane() {
        return shadowLane;
    }

    /** Where it is told what the host announces, for each operation. */
    Map<Operation<?, ?>, AnnouncementLane<?, ?>> lanes() {
        return lanes;
    }

    /** How long a call without a deadline may take. */
    Duration limit(Operation<?, ?> operation) {
        return backend.caller().limit(operation);
    }

    /** How long a slot of its chain is. */
    Duration slotTime() {
        return backend.caller().slotTime();
    }

    /** Whether it is told of what the primary is told. */
    boolean isFed() {
        return serves(Facet.ENGINE) && (state == BackendState.READY || state == BackendState.SUSPENDED);
    }

    boolean speaks(@Nullable Fork fork) {
        return fork == null || backend.version().speaks(fork);
    }

    <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return callAsIs(operation, argument, here(options));
    }

    /** A call with options that have this member's site already. */
    <A, R> CompletableFuture<R> callAsIs(Operation<A, R> operation, A argument, CallOptions options) {
        try {
            return Objects.requireNonNull(backend.caller().call(operation, argument, options), "no future");
        } catch (RuntimeException | Error e) {
            // callers do not throw; a host's own one that does must not take other backends down with it
            return CallFuture.failed(site, operation.name(), LighthouseException.from(e, site, operation.name()));
        }
    }

    /** The options with this member's site. Hosts keep theirs, so that the last ones are likely to come again. */
    private CallOptions here(CallOptions options) {
        if (options == CallOptions.DEFAULT) {
            return defaults;
        }
        if (options.deadline().isPresent()) {
            // what is left of one is different each time
            return options.at(site);
        }
        Here last = lastOptions;
        if (last.given() != options) {
            last = new Here(options, options.at(site));
            lastOptions = last;
        }
        return last.made();
    }

    /** What a call to this member ended with: a value, or a {@link LighthouseException}. */
    Object answer(@Nullable Object value, @Nullable Throwable failure) {
        return failure == null && value != null
                ? value
                : LighthouseException.from(
                        failure == null ? new NullPointerException("no value") : failure, site, backend.alias());
    }

    @Override
    public String toString() {
        return backend.alias();
    }
}
