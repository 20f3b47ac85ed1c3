package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backends of a routed client in the order of trust, their states, and what all of them must have been told.
 *
 * <p>Its monitor is the order of feeding: whoever sends an ordered call to several backends does so while holding it,
 * so that all get the same sequence. Nothing is completed and nobody waits while it is held.
 */
final class Fleet {
    private static final int REMEMBERED_PAYLOADS = 8;

    private final String client;
    private final Notices notices;
    private final Supplier<BackendHealth> engineHealth;
    private volatile List<Member> members = List.of();
    private @Nullable ForkchoiceState latest;
    private final List<NewPayloadRequest> sinceLatest = new ArrayList<>();

    /** One without members; {@code engineHealth} yields that of each one's execution layer. */
    Fleet(String client, Notices notices, Supplier<BackendHealth> engineHealth) {
        this.client = client;
        this.notices = notices;
        this.engineHealth = engineHealth;
    }

    /** All of them, the most trusted first. */
    List<Member> members() {
        return members;
    }

    Optional<Member> find(String alias) {
        Member member = named(alias);
        return member == null ? Optional.empty() : member.present();
    }

    /** As {@link #find}, without memory; null if there is none. */
    @Nullable
    Member named(String alias) {
        List<Member> all = members;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).backend().alias().equals(alias)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Whether it is one of them, and was not removed. */
    boolean isIn(Member member) {
        return named(member.backend().alias()) == member;
    }

    /** The states by alias, the most trusted first. */
    Map<String, BackendState> states() {
        Map<String, BackendState> states = new LinkedHashMap<>();
        members.forEach(member -> states.put(member.backend().alias(), member.state()));
        return states;
    }

    /** The health of each one's endpoint for {@code facet} by alias, the most trusted first. */
    Map<String, Health> health(Facet facet) {
        Map<String, Health> healths = new LinkedHashMap<>();
        members.forEach(member ->
                healths.put(member.backend().alias(), member.health(facet).health()));
        return healths;
    }

    /** One who can be added: asks a host's own code, which must not hold up writes. */
    Member member(Backend backend, BackendState state) {
        return new Member(client, backend, engineHealth.get(), state);
    }

    synchronized Member add(Member member) {
        String alias = member.backend().alias();
        if (find(alias).isPresent()) {
            throw new IllegalArgumentException("there is a backend " + alias + " already");
        }
        List<Member> next = new ArrayList<>(members);
        next.add(member);
        members = List.copyOf(next);
        return member;
    }

    synchronized void remove(Member member) {
        members = members.stream().filter(m -> m != member).toList();
    }

    /**
     * Whether {@code one} is trusted more than {@code two} when they contradict each other; one that was removed while
     * its call was under way has no say over those that stayed.
     */
    boolean isTrustedMore(Member one, Member two) {
        List<Member> order = members;
        int place = order.indexOf(one);
        int other = order.indexOf(two);
        return place >= 0 && (other < 0 || place < other);
    }

    /** Who answers: the primary of the route, or who stands for it while it may not; empty if nobody can. */
    Optional<Member> primary(Route route, @Nullable Fork fork) {
        return primary(route, member -> mayAnswer(member, fork), fork, Facet.ENGINE);
    }

    /** Who answers a write: as {@link #primary}, but one that is not down, if there is one. */
    Optional<Member> writer(Route route, @Nullable Fork fork) {
        return better(route, primary(route, fork), member -> mayAnswer(member, fork), Facet.ENGINE);
    }

    /**
     * Who answers a read: one that is not down, and in a canary has been through what the caller was answered before.
     */
    Optional<Member> reader(Route route) {
        Predicate<Member> mayAnswer = member -> mayAnswer(member, null) && member.isUpToDate();
        return better(route, primary(route, mayAnswer, null, Facet.ENGINE), mayAnswer, Facet.ENGINE);
    }

    /** Whose node answers a call that goes to the primary's, however that is. */
    Optional<Member> node(Route route, Predicate<Member> mayAnswer) {
        return primary(route, mayAnswer, null, Facet.BEACON);
    }

    /** Whose node answers any other call. */
    Optional<Member> wellNode(Route route, Predicate<Member> mayAnswer) {
        return better(route, node(route, mayAnswer), mayAnswer, Facet.BEACON);
    }

    /** As {@link #wellNode}, but {@code known} is asked rather than the primary of the route. */
    Optional<Member> wellNode(Route route, Member known, Predicate<Member> mayAnswer) {
        return better(route, Optional.of(known), mayAnswer, Facet.BEACON);
    }

    /**
     * Whoever is down would cost each caller a timeout, and a node that lags says what is not so any more: somebody
     * else whom the route names is asked before.
     */
    private Optional<Member> better(Route route, Optional<Member> found, Predicate<Member> mayAnswer, Facet facet) {
        if (found.isEmpty() || found.get().health(facet).isWell() || route.extra() == Route.Extra.SHADOW) {
            return found;
        }
        if (route.isFirm() && found.get().backend() == route.primary()) {
            return found;
        }
        int asGood = rank(found.get(), facet);
        return namedBy(route)
                .filter(member -> mayAnswer.test(member) && rank(member, facet) < asGood)
                .min((one, two) -> Integer.compare(rank(one, facet), rank(two, facet)))
                .or(() -> found);
    }

    /** All whom a route names, the first choice first. */
    private Stream<Member> namedBy(Route route) {
        return Stream.of(Stream.of(route.primary()), route.others().stream(), route.standIn().stream())
                .flatMap(backends -> backends)
                .flatMap(backend -> find(backend.alias()).stream());
    }

    private static int rank(Member member, Facet facet) {
        return switch (member.health(facet).health()) {
            case HEALTHY, SUSPECT -> 0;
            case LAGGING -> 1;
            case DOWN -> 2;
        };
    }

    private Optional<Member> primary(Route route, Predicate<Member> mayAnswer, @Nullable Fork fork, Facet facet) {
        Optional<Member> named = find(route.primary().alias());
        // apart from what is rare, so that a read that is answered at once leaves nothing behind
        return named.isPresent() && mayAnswer.test(named.get()) ? named : instead(named, route, mayAnswer, fork, facet);
    }

    private Optional<Member> instead(
            Optional<Member> named, Route route, Predicate<Member> mayAnswer, @Nullable Fork fork, Facet facet) {
        if (named.isPresent() && route.isFirm() && facet == Facet.ENGINE && isBehindAtMost(named.get(), fork)) {
            return named;
        }
        // a shadow is there to be looked at, not to answer
        if (route.extra() != Route.Extra.SHADOW) {
            for (Backend other : route.others()) {
                Optional<Member> member = find(other.alias());
                if (member.isPresent() && mayAnswer.test(member.get())) {
                    return member;
                }
            }
        }
        if (named.isPresent() && named.get().state() != BackendState.SUSPENDED) {
            // nobody else can: its own failure, or its SYNCING, says more than a refusal of ours
            return named;
        }
        if (facet == Facet.BEACON) {
            return first(mayAnswer);
        }
        // one that was removed is asked for nothing, and what a suspended one says of a block is not to be believed;
        // one that is behind says at least that it is
        return first(mayAnswer)
                .or(() -> first(member -> mayAnswer(member, fork)))
                .or(() -> first(member -> member.state() == BackendState.LAGGING && member.speaks(fork)));
    }

    /** Whether it is no more than behind. */
    private static boolean isBehindAtMost(Member member, @Nullable Fork fork) {
        return member.serves(Facet.ENGINE)
                && (member.isReady() || member.state() == BackendState.LAGGING)
                && member.speaks(fork);
    }

    private Optional<Member> first(Predicate<Member> wanted) {
        return members.stream().filter(wanted).findFirst();
    }

    private static boolean mayAnswer(Member member, @Nullable Fork fork) {
        return member.mayAnswer(Facet.ENGINE) && member.speaks(fork);
    }

    /** Whether somebody may answer calls of {@code facet}, and does. */
    boolean isAnswered(Facet facet) {
        return members.stream().anyMatch(member -> member.mayAnswer(facet) && !member.isDown(facet));
    }

    /**
     * Whose node stands in for that of {@code asked}: whom the route names for that, or if that is who was asked, its
     * primary.
     */
    Optional<Member> standInNode(Route route, Member asked) {
        return route.standIn()
                .map(backend -> backend == asked.backend() ? route.primary() : backend)
                .flatMap(backend -> find(backend.alias()))
                .filter(member -> member != asked);
    }

    /**
     * Whose node is asked where that of {@code asked} said what nobody may sign: one that the route lets answer, so
     * nobody whom a kill switch keeps out, or who is only looked at.
     */
    Optional<Member> anotherNode(Route route, Member asked, Predicate<Member> mayAnswer) {
        boolean isAlone = isAlone(route);
        return namedBy(route)
                .filter(member -> !isAlone || member.backend() == route.primary())
                .filter(member -> member != asked && mayAnswer.test(member))
                .findFirst();
    }

    /**
     * Whether the others of a route answer nothing: a shadow is there to be looked at, and whoever is firm is left for
     * nobody.
     */
    static boolean isAlone(Route route) {
        return route.isFirm() || route.extra() == Route.Extra.SHADOW;
    }

    /** All whose node is told of what the host announces, as far as it can be. */
    List<Member> nodes() {
        return members.stream().filter(Member::mayRead).toList();
    }

    /** Notes what all must be told; to be called while holding the monitor, in the order of sending. */
    void note(Operation<?, ?> operation, Object argument) {
        if (argument instanceof NewPayloadRequest request) {
            if (sinceLatest.size() == REMEMBERED_PAYLOADS) {
                sinceLatest.remove(0);
            }
            sinceLatest.add(request);
        } else if (operation == EngineOperations.FORKCHOICE_UPDATED && argument instanceof ForkchoiceState state) {
            note(state);
        } else if (argument instanceof ForkchoiceBuild build) {
            note(build.state());
        }
    }

    private void note(ForkchoiceState state) {
        latest = state;
        sinceLatest.removeIf(request -> request.payload().blockHash().equals(state.headBlockHash()));
    }

    synchronized Optional<ForkchoiceState> latest() {
        return Optional.ofNullable(latest);
    }

    boolean isLatest(ForkchoiceState state) {
        return latest().filter(state::equals).isPresent();
    }

    /** Takes out who can't follow a chain that has reached {@code fork}, until its node is upgraded. */
    void retireWhoCannotFollow(@Nullable Fork fork) {
        for (Member member : members) {
            if (!member.speaks(fork)) {
                move(
                        member,
                        BackendState.OUTDATED,
                        "the chain has reached " + fork,
                        BackendState.READY,
                        BackendState.LAGGING,
                        BackendState.SUSPENDED);
            }
        }
    }

    /** Changes a state and tells; does nothing if the member was removed, or is in none of {@code from}. */
    boolean move(Member member, BackendState to, String why, BackendState... from) {
        BackendState before;
        synchronized (this) {
            before = member.state();
            if (!isIn(member) || !List.of(from).contains(before)) {
                return false;
            }
            member.state(to);
        }
        notices.onState(member.backend(), before, to, why);
        return true;
    }

    /** The blocks that came without a forkchoice, in their order, as far as {@code member} speaks them. */
    synchronized List<NewPayloadRequest> withoutForkchoice(Member member) {
        return sinceLatest.stream()
                .filter(request -> member.speaks(request.fork()))
                .toList();
    }

    /**
     * Makes a member that caught up with {@code reached} ready, if nothing came since; {@code judged} are the blocks
     * that it has answered meanwhile, of which those that came without a forkchoice must be part, so that no call is
     * missed.
     */
    boolean rejoin(Member member, Optional<ForkchoiceState> reached, Set<Hash32> judged, String why) {
        synchronized (this) {
            if (member.state() != BackendState.LAGGING
                    || !isIn(member)
                    || !Optional.ofNullable(latest).equals(reached)
                    || !withoutForkchoice(member).stream()
                            .allMatch(
                                    request -> judged.contains(request.payload().blockHash()))) {
                return false;
            }
            member.state(BackendState.READY);
        }
        notices.onState(member.backend(), BackendState.LAGGING, BackendState.READY, why);
        return true;
    }

    /**
     * Tells one member of the forkchoice that all others have; nothing is sent if that is not the latest any more, or
     * to one that was removed, which may have another driver by now.
     */
    synchronized Optional<CompletableFuture<PayloadStatus>> tell(Member member, ForkchoiceState state) {
        return isIn(member) && (latest == null || state.equals(latest))
                ? Optional.of(member.call(EngineOperations.FORKCHOICE_UPDATED, state, CallOptions.DEFAULT))
                : Optional.empty();
    }

    /** Someone who has all that {@code member} missed. */
    Optional<Member> source(Member member) {
        return members.stream().filter(m -> m != member && mayAnswer(m, null)).findFirst();
    }
}
