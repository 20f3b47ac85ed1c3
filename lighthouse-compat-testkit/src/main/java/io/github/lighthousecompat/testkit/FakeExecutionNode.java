package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.threads.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An execution layer's engine port on the loopback interface, with a chain in memory behind it.
 *
 * <p>It is strict: a token must be signed with HS256 and issued within 60 seconds of its clock (else HTTP 401 with a
 * text), each version of a method takes only its own structures at the timestamps of its own fork, fields that no
 * version has are an error, and the error codes are those of the Engine API. It has versions 2 and 3 of the payload
 * methods, both methods for bodies, the exchange of capabilities and client versions, and the {@code eth_} reads that
 * drivers use, for chains that begin at Capella or Deneb. Transactions are not signed, and KZG commitments and proofs
 * only look like ones.
 *
 * <p>A {@link #script()} makes it fail in any way that a client must live with. Thread-safe; close it after use.
 */
public final class FakeExecutionNode implements AutoCloseable {
    private final FakeChain chain;
    private final EngineServer engine;
    private final NodeScript script = new NodeScript();
    private final JwtSecret secret;
    private final TokenCheck tokens;
    private final Optional<SystemTime> ownTime;
    private final TimeSource time;
    private final RequestLog<ReceivedRequest> requests =
            new RequestLog<>(request -> request.body().length());
    private final AnswerSender sender;
    private final LoopbackServer server;

    private FakeExecutionNode(Builder settings) {
        this.chain = new FakeChain(settings.chain);
        this.engine = new EngineServer(chain);
        this.secret = settings.secret;
        this.tokens = new TokenCheck(secret);
        this.ownTime = settings.time.isPresent() ? Optional.empty() : Optional.of(new SystemTime("fake-node"));
        this.time = settings.time.or(() -> ownTime).orElseThrow();
        this.sender = new AnswerSender(time);
        this.server = LoopbackServer.start(this::handle);
    }

    /** Starts a node on a chain with these forks, and with the defaults for all else. */
    public static FakeExecutionNode start(ForkSchedule forks) {
        return builder(ChainSpec.of(forks)).start();
    }

    /** Begins a node on a chain like this. The builder is not thread-safe. */
    public static Builder builder(ChainSpec chain) {
        return new Builder(chain);
    }

    /** Where it listens; the same for its whole life. */
    public URI url() {
        return server.url();
    }

    /** The secret that tokens must be signed with. */
    public JwtSecret jwtSecret() {
        return secret;
    }

    /** What a client of this node is configured with: URL, secret and forks. */
    public LighthouseConfig.Builder clientConfig() {
        LighthouseConfig.Builder config = LighthouseConfig.builder();
        config.engineUrl(url()).jwtSecret(secret).forks(chain.spec().forks());
        return config;
    }

    /** What this node does otherwise than a healthy one. */
    public NodeScript script() {
        return script;
    }

    /** The last requests, in the order in which they came, up to 8 MiB of them. */
    public List<ReceivedRequest> requests() {
        return requests.all();
    }

    /** Where the chain is: its head, and what is safe and finalized. */
    public ForkchoiceState forkchoice() {
        return chain.forkchoice();
    }

    /** Advertises and answers only these Engine methods from now on; the others give -32601. */
    public void capabilities(Set<String> methods) {
        engine.capabilities(methods);
    }

    /**
     * Lets {@code judge} say what this node thinks of new blocks, by their hash; where it says nothing the chain does.
     *
     * <p>A block that it judges is not kept, so it can be handed over again. It is called while the chain is locked.
     */
    public void judge(Function<Hash32, Optional<PayloadStatus>> judge) {
        chain.judge(judge);
    }

    /** Closes the port and every connection; payloads that were being built are lost. */
    public void kill() {
        if (server.kill()) {
            chain.forgetBuilds();
        }
    }

    /** Listens again on the same port, with the chain where it was. */
    public void revive() {
        server.revive();
    }

    /** Sets the chain back to its genesis block, as after the loss of the data directory. */
    public void wipe() {
        chain.wipe();
    }

    /** Ends the node for good. Idempotent. */
    @Override
    public void close() {
        kill();
        ownTime.ifPresent(SystemTime::close);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            EngineRequest request = EngineRequest.of(body);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new ReceivedRequest(
                    request.method(),
                    new String(body, StandardCharsets.UTF_8),
                    authorization == null ? "" : authorization));
            Optional<NodeScript.Rule> rule = script.take(request.method());
            HttpAnswer answer = rule.flatMap(NodeScript.Rule::answer)
                    .orElseGet(() -> refused(exchange, authorization).orElseGet(() -> served(request, rule)));
            sender.send(exchange, answer, rule);
        }
    }

    /** What HTTP itself has against the request. */
    private Optional<HttpAnswer> refused(HttpExchange exchange, @Nullable String authorization) {
        Optional<String> problem = tokens.problem(authorization, time.now());
        if (problem.isPresent()) {
            return Optional.of(HttpAnswer.text(401, problem.get()));
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Optional.of(HttpAnswer.text(405, "use POST"));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null || !type.startsWith("application/json")
                ? Optional.of(HttpAnswer.text(415, "the content type must be application/json"))
                : Optional.empty();
    }

    private HttpAnswer served(EngineRequest request, Optional<NodeScript.Rule> rule) {
        Json id = rule.filter(NodeScript.Rule::hasWrongId).isPresent() ? Json.text("another") : request.id();
        Json answer = rule.flatMap(scripted -> scripted.rpcAnswer(id)).orElseGet(() -> {
            try {
                return RpcAnswer.of(id, request.callOn(engine));
            } catch (EngineError e) {
                return RpcAnswer.failed(id, e);
            }
        });
        return HttpAnswer.json(200, answer.toBytes());
    }

    /** Makes a node. Not thread-safe. */
    public static final class Builder {
        private final ChainSpec chain;
        private JwtSecret secret;
        private Optional<TimeSource> time = Optional.empty();

        private Builder(ChainSpec chain) {
            byte[] key = new byte[Hash32.SIZE];
            new SecureRandom().nextBytes(key);
            this.chain = chain;
            this.secret = JwtSecret.from(key::clone);
        }

        /** The secret that tokens must be signed with; by default a random one. */
        public Builder jwtSecret(JwtSecret secret) {
            this.secret = secret;
            return this;
        }

        /** The time that tokens are judged by and delays live by; by default the system's. */
        public Builder time(TimeSource time) {
            this.time = Optional.of(time);
            return this;
        }

        /**
         * Starts the node on a free port.
         *
         * @throws UncheckedIOException if there is none
         */
        public FakeExecutionNode start() {
            return new FakeExecutionNode(this);
        }
    }
}
