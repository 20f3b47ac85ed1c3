package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.testkit.BeaconCondition.Sync;
import io.github.lighthousecompat.threads.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A Lighthouse beacon node on the loopback interface, of any release from v4.0.1 on and before v6, with a chain in
 * memory behind it.
 *
 * <pre>{@code
 * try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.3.0")) {
 *     // ... point the client under test at node.url(), and let it find out about
 *     node.executionOffline(true);
 *     node.becomes("Lighthouse/v5.3.0");
 * }
 * }</pre>
 *
 * <p>It has the endpoints that its release has, and answers to others what its release answers. It does what a client
 * can notice of a release: the header {@code Eth-Consensus-Version}, errors that hide behind "Unsupported endpoint
 * version", what a stalled node says, and so on. Releases are told apart by data, so that one in between is right too.
 *
 * <p>Blocks, their payloads and roots are right, and so are the hashes of payloads. What only looks like it should:
 * signatures, which nobody checks, KZG, proofs of inclusion, and states, which are the root of their last block where
 * all of a state is asked for. Nothing is shuffled: who proposes and attests follows from numbers.
 *
 * <p>A {@link #script()} makes it fail in any way that a client must live with. With {@link #replaying} it answers what
 * a real node answered. Thread-safe; close it after use.
 */
public final class FakeBeaconNode implements AutoCloseable {
    private final BeaconNodeState state;
    private final BeaconScript script = new BeaconScript();
    private final BeaconEvents events;
    private final RequestLog<BeaconRequest> requests =
            new RequestLog<>(request -> request.body().size());
    private final Optional<SystemTime> ownTime;
    private final AnswerSender sender;
    private final BiFunction<BeaconRequest, LighthouseProfile, HttpAnswer> answers;
    private final LoopbackServer server;
    private volatile LighthouseProfile profile;

    private FakeBeaconNode(Builder settings) {
        this.profile = settings.profile;
        this.state = new BeaconNodeState(new FakeBeaconChain(settings.chain()));
        this.ownTime = settings.time.isPresent() ? Optional.empty() : Optional.of(new SystemTime("fake-beacon-node"));
        TimeSource time = settings.time.or(() -> ownTime).orElseThrow();
        this.sender = new AnswerSender(time);
        this.events = new BeaconEvents(sender, time);
        this.answers = settings.recording
                .<BiFunction<BeaconRequest, LighthouseProfile, HttpAnswer>>map(recording -> {
                    Replay replay = new Replay(recording);
                    return (request, release) -> replay.answer(request);
                })
                .orElseGet(() -> {
                    BeaconRoutes routes = routes();
                    return (request, release) ->
                            routes.answer(request, release).with(BeaconHeaders.SERVER, release.version());
                });
        this.server = LoopbackServer.start(this::handle);
    }

    /**
     * Starts a node of a release, with the defaults for all else.
     *
     * @param release such as {@code Lighthouse/v4.3.0}, or with commit and platform as a node reports it
     * @throws IllegalArgumentException if it is none from v4.0.1 on and before v6
     */
    public static FakeBeaconNode like(String release) {
        return builder(release).start();
    }

    /**
     * Starts a node that answers what another one answered, and status 501 to what that was not asked. It has no state:
     * what is set on it changes nothing, but for its script.
     */
    public static FakeBeaconNode replaying(Recording recording) {
        Builder builder = builder("Lighthouse/v5.3.0");
        builder.recording = Optional.of(recording);
        return builder.start();
    }

    /**
     * Begins a node of a release. The builder is not thread-safe.
     *
     * @throws IllegalArgumentException if it is none from v4.0.1 on and before v6
     */
    public static Builder builder(String release) {
        return new Builder(LighthouseProfile.of(release));
    }

    /** Where it listens; the same for its whole life. */
    public URI url() {
        return server.url();
    }

    /** What a client of this node is configured with: URL and preset. */
    public LighthouseConfig.Builder clientConfig() {
        LighthouseConfig.Builder config = LighthouseConfig.builder();
        config.beaconUrl(url()).preset(chain().preset());
        return config;
    }

    /** What its chain is like at the beginning. */
    public BeaconChainSpec chain() {
        return state.chain().spec();
    }

    /** What it says of itself, as in {@code Lighthouse/v4.5.0-441fc16/x86_64-linux}. */
    public String version() {
        return profile.version();
    }

    /** What this node does otherwise than a healthy one. */
    public BeaconScript script() {
        return script;
    }

    /** Its streams of events. */
    public BeaconEvents events() {
        return events;
    }

    /** The last requests, in the order in which they came, up to 8 MiB of them. */
    public List<BeaconRequest> requests() {
        return requests.all();
    }

    /**
     * Goes on as another release with the same chain, as after an upgrade or downgrade; streams of events end.
     *
     * @throws IllegalArgumentException if it is no release that {@link #like} takes, or it can't follow the chain
     */
    public void becomes(String release) {
        LighthouseProfile next = LighthouseProfile.of(release);
        requireForks(next, state.chain().head().fork());
        profile = next;
        events.drop();
    }

    /** Has what its peers have. */
    public void synced() {
        state.change(now -> now.with(Sync.SYNCED, UInt64.ZERO));
    }

    /** Lacks the last {@code slots} slots and gets them from its peers. */
    public void syncing(long slots) {
        state.change(now -> now.with(Sync.SYNCING, UInt64.of(slots)));
    }

    /** Has no peers and lacks the last {@code slots} slots, as far as it knows. */
    public void stalled(long slots) {
        state.change(now -> now.with(Sync.STALLED, UInt64.of(slots)));
    }

    /** Whether its head was not checked by an execution layer. */
    public void optimistic(boolean optimistic) {
        state.change(now -> now.withOptimistic(optimistic));
    }

    /** Whether its execution layer does not answer. */
    public void executionOffline(boolean offline) {
        state.change(now -> now.withExecutionOffline(offline));
    }

    /** Whether a block builder makes the blocks, so that version 3 of the endpoint gives out blinded ones. */
    public void blinding(boolean blinding) {
        state.blinding(blinding);
    }

    /**
     * Finalizes an epoch; the events of that are sent.
     *
     * @throws IllegalArgumentException if the head is in an earlier one
     */
    public void finalizeEpoch(long epoch) {
        state.chain().finalizeEpoch(UInt64.of(epoch));
        BeaconEntry block =
                state.chain().withRoot(state.chain().finalized().root()).orElseThrow();
        events.emit("finalized_checkpoint", BlockEvents.finalized(block, epoch, state.condition()));
    }

    /** Has these validators from now on; their numbers must be their places in the list. */
    public void validators(List<ValidatorInfo> validators) {
        state.chain().validators(validators);
    }

    /** Its validators. */
    public List<ValidatorInfo> validators() {
        return state.chain().validators();
    }

    /** Gets the block of the slot after the head from its peers; the events of that are sent. */
    public SignedBlock advance() {
        BeaconEntry block = state.chain().proposeNext();
        tell(block);
        return block.signed();
    }

    /** The block at the head of its chain. */
    public SignedBlock head() {
        return state.chain().head().signed();
    }

    /** The root of the block at the head of its chain. */
    public Hash32 headRoot() {
        return state.chain().head().root();
    }

    /** The block at a slot; empty if there is none. */
    public Optional<SignedBlock> block(long slot) {
        return state.chain().at(UInt64.of(slot)).map(BeaconEntry::signed);
    }

    /** Closes the port and every connection. */
    public void kill() {
        server.kill();
    }

    /** Listens again on the same port, with the chain where it was. */
    public void revive() {
        server.revive();
    }

    /** Ends the node for good. Idempotent. */
    @Override
    public void close() {
        kill();
        ownTime.ifPresent(SystemTime::close);
    }

    private BeaconRoutes routes() {
        BeaconRoutes routes = new BeaconRoutes();
        ChainEndpoints chain = new ChainEndpoints(state);
        chain.addTo(routes);
        new NodeEndpoints(state).addTo(routes);
        new BlockEndpoints(state, chain).addTo(routes);
        new ValidatorEndpoints(state, chain).addTo(routes);
        new DutyEndpoints(state).addTo(routes);
        new ProductionEndpoints(state).addTo(routes);
        new PublicationEndpoints(state, this::tell).addTo(routes);
        new PoolEndpoints(state).addTo(routes);
        new LighthouseEndpoints(state).addTo(routes);
        return routes.get("/eth/v1/events", call -> {
            EventTopics.check(call);
            return HttpAnswer.eventStream();
        });
    }

    private void tell(BeaconEntry block) {
        events.emit("block", BlockEvents.block(block, state.condition()));
        events.emit("head", BlockEvents.head(block, state.chain(), state.condition()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            BeaconRequest request = Requests.read(exchange);
            requests.add(request);
            Optional<BeaconScript.Rule> rule = script.take(request);
            HttpAnswer answer =
                    rule.flatMap(BeaconScript.Rule::answer).orElseGet(() -> answers.apply(request, profile));
            if (answer.isEventStream()) {
                stream(exchange, request, answer, rule);
            } else {
                sender.send(exchange, answer, rule);
            }
        }
    }

    private void stream(
            HttpExchange exchange, BeaconRequest request, HttpAnswer answer, Optional<BeaconScript.Rule> rule)
            throws IOException {
        HttpAnswer changed = rule.map(change -> change.changed(answer)).orElse(answer);
        if (rule.isPresent() && sender.awaitTurn(rule.get()) == ScriptRule.Cut.NOTHING) {
            return;
        }
        Duration perByte = rule.map(ScriptRule::perByte).orElse(Duration.ZERO);
        events.serve(topics(request), () -> AnswerSender.open(exchange, changed), perByte);
    }

    private static List<String> topics(BeaconRequest request) throws IOException {
        try {
            return EventTopics.named(BeaconQuery.parse(request.query()));
        } catch (BeaconError e) {
            throw new IOException("a stream was opened for a query that can't be read", e);
        }
    }

    private static void requireForks(LighthouseProfile profile, Fork fork) {
        if (fork == Fork.DENEB && !profile.has(LighthouseQuirk.DENEB)) {
            throw new IllegalArgumentException(profile.release() + " can't follow a chain of " + fork);
        }
    }

    /** Makes a node. Not thread-safe. */
    public static final class Builder {
        private final LighthouseProfile profile;
        private Optional<BeaconChainSpec> chain = Optional.empty();
        private Optional<TimeSource> time = Optional.empty();
        private Optional<Recording> recording = Optional.empty();

        private Builder(LighthouseProfile profile) {
            this.profile = profile;
        }

        /**
         * What the chain is like; by default {@link BeaconChainSpec#deneb()}, and {@link BeaconChainSpec#capella()} for
         * releases before v4.6.0, which know nothing else. Both have the same first blocks.
         */
        public Builder chain(BeaconChainSpec chain) {
            this.chain = Optional.of(chain);
            return this;
        }

        /** The time that delays and keep-alives live by; by default the system's. */
        public Builder time(TimeSource time) {
            this.time = Optional.of(time);
            return this;
        }

        /**
         * Starts the node on a free port.
         *
         * @throws IllegalArgumentException if the release can't follow the chain
         * @throws java.io.UncheckedIOException if there is no port
         */
        public FakeBeaconNode start() {
            requireForks(profile, chain().fork(chain().headSlot()));
            return new FakeBeaconNode(this);
        }

        private BeaconChainSpec chain() {
            return chain.orElseGet(
                    () -> profile.has(LighthouseQuirk.DENEB) ? BeaconChainSpec.deneb() : BeaconChainSpec.capella());
        }
    }
}
