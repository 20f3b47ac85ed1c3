package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.testkit.demo.NodeReading.Bodies;
import io.github.lighthousecompat.testkit.demo.NodeReading.Read;
import io.github.lighthousecompat.testkit.demo.NodeReading.Unread;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one node through the adapter that is to drive it; sends nothing that changes it. Used by one thread. */
final class NodeReader {
    private static final int BLOCKS = 32;

    private final EngineApi engine;
    private final EngineApi identity;
    private final URI url;
    private final TimeSource time;

    private NodeReader(EngineApi engine, EngineApi identity, URI url, TimeSource time) {
        this.engine = engine;
        this.identity = identity;
        this.url = url;
        this.time = time;
    }

    /** Reads the node behind {@code client}. */
    static NodeReading read(LighthouseApi client, LighthouseConfig config, TimeSource time) {
        URI url = config.engineUrl().orElseThrow();
        // v4 never asks an execution layer who it is, so that it must be asked as v5
        try (LighthouseApi asking = Lighthouse.v5(config)) {
            return new NodeReader(client.engine(), asking.engine(), url, time).read();
        }
    }

    /** The hash of the block with this number; empty if there is none or the node can't be read any more. */
    static Optional<Hash32> hashAt(LighthouseApi client, UInt64 number) {
        try {
            return Lighthouse.await(client.engine().block(BlockTag.of(number))).map(ExecutionBlock::hash);
        } catch (LighthouseException e) {
            return Optional.empty();
        }
    }

    private NodeReading read() {
        try {
            UInt64 chainId = Lighthouse.await(engine.chainId());
            Optional<ExecutionBlock> genesis = Lighthouse.await(engine.block(BlockTag.of(UInt64.ZERO)));
            Optional<ExecutionBlock> head = Lighthouse.await(engine.block(BlockTag.LATEST));
            if (genesis.isEmpty() || head.isEmpty()) {
                return new Unread("it has no " + (genesis.isEmpty() ? "genesis block" : "head"));
            }
            return new Read(
                    client(),
                    Lighthouse.await(engine.capabilities()),
                    chainId,
                    genesis.get().hash(),
                    head.get(),
                    Lighthouse.await(engine.syncing()),
                    bodies(head.get().number()),
                    ServerClock.ahead(url, time));
        } catch (LighthouseException.Authentication e) {
            return new Unread("it refuses the token: " + refusal() + " (" + e.getMessage() + ')');
        } catch (LighthouseException e) {
            return new Unread(String.valueOf(e.getMessage()));
        }
    }

    /** A token is refused for two reasons, and the server's clock tells which it is. */
    private String refusal() {
        Optional<Duration> ahead = ServerClock.ahead(url, time);
        if (ahead.isEmpty()) {
            return "compare the secret, and both clocks";
        }
        return ServerClock.isWithinWindow(ahead.get())
                ? "its clock agrees with ours to " + ServerClock.WINDOW.toSeconds()
                        + " s, so give the secret that it has"
                : "its clock is " + ServerClock.describe(ahead.get()) + ", set both by a time service";
    }

    private Optional<String> client() {
        try {
            return Lighthouse.await(identity.clientVersion()).stream()
                    .map(version -> (version.name() + ' ' + version.version()).strip())
                    .findFirst();
        } catch (LighthouseException e) {
            // the method came late, and many servers lack it
            return Optional.empty();
        }
    }

    private Bodies bodies(UInt64 head) {
        List<String> wrong = new ArrayList<>();
        if (head.isZero()) {
            return new Bodies(0, 0, wrong);
        }
        int count = head.isLessThan(UInt64.of(BLOCKS)) ? (int) head.toLong() : BLOCKS;
        UInt64 first = head.minus(UInt64.of(count - 1));
        int agreed = 0;
        try {
            List<Optional<PayloadBody>> bodies =
                    Lighthouse.await(engine.payloadBodiesByRange(new BlockRange(first, count)));
            for (int i = 0; i < count; i++) {
                UInt64 number = first.plus(i);
                Optional<ExecutionBlock> header = Lighthouse.await(engine.block(BlockTag.of(number)));
                Optional<PayloadBody> body = i < bodies.size() ? bodies.get(i) : Optional.empty();
                Optional<String> problem = header.isPresent() && body.isPresent()
                        ? problem(header.get(), body.get())
                        : Optional.of("block " + number + " can't be read back");
                problem.ifPresent(wrong::add);
                agreed += problem.isEmpty() ? 1 : 0;
            }
        } catch (LighthouseException e) {
            wrong.add("blocks can't be read back: " + e.getMessage());
        }
        return new Bodies(agreed, count, wrong);
    }

    private static Optional<String> problem(ExecutionBlock header, PayloadBody body) {
        try {
            Hash32 computed = BlockHash.of(PayloadAssembly.of(header, body));
            return computed.equals(header.hash())
                    ? Optional.empty()
                    : Optional.of("block " + header.number() + " has hash " + header.hash() + ", its content has "
                            + computed + ": its data is damaged, or of a fork after Cancun");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
