package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an effect allows under a topology: the whole table as data, written down apart from the code that decides. */
final class EffectTable {
    /** How a backend can fail. */
    enum Failure {
        NOT_SENT,
        LOST,
        TIMEOUT,
        HTTP_500,
        HTTP_502,
        HTTP_503,
        HTTP_504,
        HTTP_429,
        TOKEN,
        TOO_LARGE,
        DECODE,
        RPC,
        UNSUPPORTED;

        LighthouseException of(CallSite site, String operation) {
            return switch (this) {
                case NOT_SENT, LOST ->
                    new LighthouseException.Unreachable(
                            site, operation, "http://127.0.0.1:8551", this == LOST, new IOException("scripted"));
                case TIMEOUT -> new LighthouseException.Timeout(site, operation, Duration.ofSeconds(1));
                case HTTP_500 -> new LighthouseException.Http(site, operation, 500, "");
                case HTTP_502 -> new LighthouseException.Http(site, operation, 502, "");
                case HTTP_503 -> new LighthouseException.Http(site, operation, 503, "");
                case HTTP_504 -> new LighthouseException.Http(site, operation, 504, "");
                case HTTP_429 -> new LighthouseException.Http(site, operation, 429, "");
                case TOKEN -> new LighthouseException.Authentication(site, operation, "HTTP 401");
                case TOO_LARGE -> new LighthouseException.TooLarge(site, operation, 1);
                case DECODE -> new LighthouseException.Decode(site, operation, "$", "scripted", null);
                case RPC -> new LighthouseException.Rpc(site, operation, -32603, "scripted");
                case UNSUPPORTED ->
                    new LighthouseException.Unsupported(site, operation, null, operation, "this release lacks it");
            };
        }
    }

    /** What the other backend gets beside the primary's call. */
    enum Beside {
        /** Nothing. */
        NOTHING,
        /** The same call, which is compared. */
        COMPARED,
        /** The forkchoice without the attributes. */
        HEAD,
        /** The same announcement, of which nothing can be compared. */
        TOLD
    }

    /**
     * A row.
     *
     * @param compared what the other gets in shadow and parallel mode
     * @param fed what it gets in a canary and where it may stand in
     * @param standsIn the failures of the primary in place of which the other's answer counts
     * @param sibling the same in shadow and parallel mode, where the other may have built for itself
     * @param anyway the same where nobody is named to stand in
     */
    record Row(
            Facet facet,
            Effect effect,
            Topology topology,
            Beside compared,
            Beside fed,
            Set<Failure> standsIn,
            Set<Failure> sibling,
            Set<Failure> anyway) {
        /** What stands in for {@code operation}: nobody but its producer can fill in a blinded block. */
        Set<Failure> standsIn(Operation<?, ?> operation) {
            return operation == BeaconOperations.PUBLISH_BLINDED_BLOCK ? NEVER : standsIn;
        }
    }

    private static final Set<Failure> NEVER = EnumSet.noneOf(Failure.class);
    private static final Set<Failure> OUTAGES = EnumSet.of(
            Failure.NOT_SENT, Failure.LOST, Failure.TIMEOUT, Failure.HTTP_502, Failure.HTTP_503, Failure.HTTP_504);
    private static final Set<Failure> ALL_OF_A_READ = EnumSet.complementOf(EnumSet.of(Failure.TOKEN, Failure.RPC));

    static final List<Row> ROWS = List.of(
            // one server answers for both: another version helps only where the first lacks the method
            shared(Effect.READ, Beside.COMPARED, EnumSet.of(Failure.UNSUPPORTED)),
            shared(Effect.IDEMPOTENT_WRITE, Beside.COMPARED, NEVER),
            shared(Effect.ORDERED_WRITE, Beside.NOTHING, NEVER),
            shared(Effect.BUILD_START, Beside.NOTHING, NEVER),
            shared(Effect.BUILD_FETCH, Beside.NOTHING, NEVER),
            shared(Effect.OPAQUE, Beside.NOTHING, NEVER),
            separate(Effect.READ, Beside.COMPARED, Beside.NOTHING, ALL_OF_A_READ),
            separate(Effect.IDEMPOTENT_WRITE, Beside.COMPARED, Beside.COMPARED, OUTAGES),
            separate(Effect.ORDERED_WRITE, Beside.COMPARED, Beside.COMPARED, OUTAGES),
            separate(Effect.BUILD_START, Beside.COMPARED, Beside.HEAD, EnumSet.of(Failure.NOT_SENT)),
            // never fetched elsewhere; but a payload that the other built for the same block is better than a lost slot
            new Row(
                    Facet.ENGINE,
                    Effect.BUILD_FETCH,
                    Topology.SEPARATE,
                    Beside.COMPARED,
                    Beside.NOTHING,
                    NEVER,
                    EnumSet.of(Failure.NOT_SENT, Failure.LOST),
                    NEVER),
            separate(Effect.OPAQUE, Beside.NOTHING, Beside.NOTHING, NEVER));

    private static final Set<Failure> ALL_OF_A_PUBLICATION =
            EnumSet.complementOf(EnumSet.of(Failure.TOKEN, Failure.RPC, Failure.TOO_LARGE));

    /** Each backend has a node of its own, so that the execution layers make no difference. */
    static final List<Row> NODE_ROWS = Stream.of(Topology.values())
            .flatMap(topology -> Stream.of(
                    node(Effect.READ, topology, Beside.COMPARED, Beside.NOTHING, ALL_OF_A_READ, NEVER),
                    // nothing of what failed was handed out; but nobody else is asked beside
                    node(Effect.SIGNABLE, topology, Beside.NOTHING, Beside.NOTHING, ALL_OF_A_READ, NEVER),
                    node(Effect.PUBLISH, topology, Beside.NOTHING, Beside.NOTHING, ALL_OF_A_PUBLICATION, NEVER),
                    // all have it anyway: any of them may say so
                    node(Effect.ANNOUNCE, topology, Beside.TOLD, Beside.TOLD, ALL_OF_A_READ, ALL_OF_A_READ),
                    node(Effect.OPAQUE, topology, Beside.NOTHING, Beside.NOTHING, NEVER, NEVER)))
            .toList();

    private EffectTable() {}

    private static Row shared(Effect effect, Beside compared, Set<Failure> standsIn) {
        return new Row(Facet.ENGINE, effect, Topology.SHARED, compared, Beside.NOTHING, standsIn, NEVER, NEVER);
    }

    private static Row separate(Effect effect, Beside compared, Beside fed, Set<Failure> standsIn) {
        return new Row(Facet.ENGINE, effect, Topology.SEPARATE, compared, fed, standsIn, NEVER, NEVER);
    }

    private static Row node(
            Effect effect, Topology topology, Beside compared, Beside fed, Set<Failure> standsIn, Set<Failure> anyway) {
        return new Row(Facet.BEACON, effect, topology, compared, fed, standsIn, anyway, anyway);
    }
}
