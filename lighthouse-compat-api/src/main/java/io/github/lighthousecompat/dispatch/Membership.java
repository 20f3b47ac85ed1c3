package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who belongs to a routed client, and what somebody must have been told before he may answer. Thread-safe. */
public final class Membership implements AutoCloseable {
    private final RouteExecutor executor;
    private final Fleet fleet;
    private final CatchUp catchUp;
    private final Map<Member, Registration> heard = new ConcurrentHashMap<>();

    Membership(RouteExecutor executor, CatchUp catchUp) {
        this.executor = executor;
        this.fleet = executor.fleet();
        this.catchUp = catchUp;
    }

    /**
     * Adds a backend, trusted less than all others; with execution layers of their own it first catches up.
     *
     * @return ends when the backend is ready
     * @throws IllegalArgumentException if there is one with this alias, or one that drives the same execution layer
     *     where each is to have its own
     */
    public CompletableFuture<Void> attach(Backend backend) {
        if (executor.isClosed()) {
            return CompletableFuture.failedFuture(
                    new Rejected(CallSite.of(executor.name()), "attach", Rejected.Reason.CLOSED));
        }
        boolean isInStep = isInStep(backend);
        Member member = add(backend, isInStep ? BackendState.READY : BackendState.LAGGING);
        executor.announcements().repeat(member);
        return isInStep ? CompletableFuture.completedFuture(null) : catchUp.bring(member);
    }

    /** Whether it has been told all that others have been told, whenever it comes. */
    private boolean isInStep(Backend backend) {
        return executor.topology() == Topology.SHARED || !backend.caller().serves(Facet.ENGINE);
    }

    /** Adds a backend in a state, and hears from now on when its node is replaced by one of another dialect. */
    Member add(Backend backend, BackendState state) {
        Member member = checked(backend, state);
        heard.put(member, backend.caller().onVersion((from, node) -> replaced(member, from, node)));
        if (!fleet.isIn(member) || executor.isClosed()) {
            leave(member);
        }
        return member;
    }

    /** Hears no more of a backend, which may go on without this client. */
    private void leave(Member member) {
        Registration registration = heard.remove(member);
        if (registration != null) {
            registration.close();
        }
    }

    /** Hears no more of any backend. */
    @Override
    public void close() {
        fleet.members().forEach(this::leave);
    }

    /** A member whose node was upgraded may follow the chain again that its old one could not. */
    private void replaced(Member member, LighthouseVersion from, String node) {
        // it may be on its way out
        if (!fleet.isIn(member)) {
            return;
        }
        executor.notices().onVersion(member.backend(), from, node);
        if (member.backend().version().compareTo(from) > 0) {
            // it was told of nothing while it was out; where nobody is left who was, it is as good as any
            boolean hasMissed =
                    !isInStep(member.backend()) && fleet.source(member).isPresent();
            BackendState next = hasMissed ? BackendState.LAGGING : BackendState.READY;
            if (fleet.move(member, next, "upgraded to " + node, BackendState.OUTDATED) && hasMissed) {
                catchUp.bring(member);
            }
        }
        // what hosts announce, nodes keep in memory only
        executor.announcements().repeat(member);
    }

    private Member checked(Backend backend, BackendState state) {
        Member member = fleet.member(backend, state);
        while (true) {
            List<Member> before = fleet.members();
            List<Backend> all = Stream.concat(before.stream().map(Member::backend), Stream.of(backend))
                    .toList();
            // a client of the host, which is asked for its endpoint, may wait for somebody who waits for the monitor
            executor.topology().problem(all).ifPresent(problem -> {
                throw new IllegalArgumentException("client " + executor.name() + ": " + problem);
            });
            synchronized (fleet) {
                // nobody came between the look and the addition
                if (fleet.members().equals(before)) {
                    return fleet.add(member);
                }
            }
        }
    }

    /**
     * Removes a backend, which is not fed any more.
     *
     * @throws IllegalStateException if the router may name it
     */
    public Optional<Backend> detach(String alias) {
        Optional<Member> member = remove(alias);
        member.ifPresent(this::leave);
        member.ifPresent(catchUp::leave);
        // hosts hear of what is dropped, which must not hold up those who send or who wait for it
        member.ifPresent(executor.shadows()::leave);
        return member.map(Member::backend);
    }

    private Optional<Member> remove(String alias) {
        while (true) {
            // a router of the host may wait for somebody who waits for the monitor
            CurrentRouter.Named named = executor.current().named();
            synchronized (fleet) {
                if (named.revision() == executor.current().revision()) {
                    Optional<Member> member = fleet.find(alias);
                    if (member.map(Member::backend)
                            .filter(named.backends()::contains)
                            .isPresent()) {
                        throw new IllegalStateException(
                                "backend " + alias + " is one of the router's; change the router before you detach it");
                    }
                    member.ifPresent(fleet::remove);
                    return member;
                }
            }
        }
    }

    /**
     * Lets a suspended backend answer again, after it has caught up.
     *
     * @return ends when it is ready, or fails when it never will be
     */
    public CompletableFuture<Void> resume(String alias) {
        Member member =
                fleet.find(alias).orElseThrow(() -> new IllegalArgumentException("there is no backend " + alias));
        executor.announcements().repeat(member);
        if (executor.topology() == Topology.SHARED) {
            fleet.move(member, BackendState.READY, "resumed", BackendState.SUSPENDED);
            return member.isReady()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(
                            new Rejected(member.site(), "resume", Rejected.Reason.BACKEND_DOWN));
        }
        fleet.move(member, BackendState.LAGGING, "resumed", BackendState.SUSPENDED);
        return catchUp.bring(member);
    }
}
