package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.threads.CallbackThreads;
import io.github.lighthousecompat.threads.SystemTime;
import io.github.lighthousecompat.threads.Waits;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A Lighthouse client in memory, with an execution layer of its own: no network, no files, no keys.
 *
 * <p>Unscripted it does what an adapter does in front of a healthy execution layer: it keeps a chain, builds blocks,
 * and refuses what an adapter refuses, such as a block of a fork that its version does not speak. A {@link #script()}
 * makes it fail, answer otherwise or late; {@link #kill()} takes it off the network. The transactions in its blocks are
 * not signed and its KZG commitments and proofs only look like ones.
 *
 * <p>It has no node: calls of the beacon facet fail with {@code Unsupported}, unless the script answers them. A host
 * that needs one points an adapter to a {@link FakeBeaconNode}.
 *
 * <p>A call that nothing delays has ended when it returns, so that a test runs in one order. What ends later ends on
 * the callback executor. Thread-safe.
 */
public abstract sealed class FakeLighthouse implements Caller, AutoCloseable
        permits FakeLighthouseV4, FakeLighthouseV5 {
    private static final String ENDPOINT = "the fake execution layer";

    private final String name;
    private final FakeChain chain;
    private final FakeEngine engine;
    private final FakeScript script = new FakeScript();
    private final TimeSource time;
    private final Optional<SystemTime> ownTime;
    private final Optional<CallbackThreads> ownThreads;
    private final Executor callbacks;
    private final Waits waits;
    private final List<ReceivedCall> calls = new CopyOnWriteArrayList<>();
    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private boolean dead;
    private boolean closed;

    FakeLighthouse(LighthouseVersion version, Builder<?> settings) {
        this.name = settings.name.orElse(version.label());
        this.chain = settings.chain.orElseThrow(
                () -> new IllegalArgumentException("FakeLighthouse: no chain; give chain(..) or chainOf(..)"));
        this.engine = new FakeEngine(version, chain, settings.verifyBlockHash);
        this.ownTime = settings.time.isPresent() ? Optional.empty() : Optional.of(new SystemTime(name));
        this.time = settings.time.or(() -> ownTime).orElseThrow();
        this.ownThreads = settings.callbackExecutor.isPresent()
                ? Optional.empty()
                : Optional.of(new CallbackThreads(name, "callback"));
        this.callbacks = settings.callbackExecutor.or(() -> ownThreads).orElseThrow();
        this.waits = new Waits(time, callbacks);
    }

    /** What this client does otherwise than a healthy one. */
    public final FakeScript script() {
        return script;
    }

    /** Every call so far, in order, those that failed too. */
    public final List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    /** The arguments of every call of {@code operation} so far, in order. */
    @SuppressWarnings("unchecked") // call(..) only takes arguments of the operation's type
    public final <A> List<A> calls(Operation<A, ?> operation) {
        return calls.stream()
                .filter(call -> call.operation() == operation)
                .map(call -> (A) call.argument())
                .toList();
    }

    /** Where the chain is: its head, and what is safe and finalized. */
    public final ForkchoiceState forkchoice() {
        return chain.forkchoice();
    }

    /** Attributes for the block after the head, 12 seconds later and of the fork of that time. */
    public final PayloadAttributes nextAttributes() {
        return NextBlock.after(chain.head().payload()).attributes(chain.spec().forks());
    }

    /**
     * Takes the client off the network: calls under way and all later ones fail with {@code Unreachable}. The execution
     * layer dies with it, so payloads that it was building are lost.
     */
    public final void kill() {
        synchronized (this) {
            dead = true;
        }
        chain.forgetBuilds();
        end((site, operation) -> new LighthouseException.Unreachable(
                site, operation, ENDPOINT, true, new SocketException("it was killed")));
    }

    /** Ends {@link #kill()}: the chain is where it was. */
    public final synchronized void revive() {
        dead = false;
    }

    /** Sets the chain back to its genesis block, as after the loss of the data directory. */
    public final void wipe() {
        chain.wipe();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final TimeSource.Scheduled after(Duration delay, Runnable task) {
        return waits.after(delay, task);
    }

    @Override
    public final long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public final <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        calls.add(new ReceivedCall(operation, argument, options));
        CallSite site = options.site().orElse(CallSite.of(name));
        CallFuture<R> future = new CallFuture<>(site, operation.name());
        try {
            requireOpen(site, operation);
            engine.check(operation, site, argument);
            requireAlive(site, operation);
        } catch (LighthouseException refused) {
            future.completeExceptionally(refused);
            return future;
        }
        Optional<FakeScript.Rule<A, R>> rule = script.take(operation);
        Runnable delivery = delivery(operation, argument, site, rule, future);
        if (rule.isEmpty() || !rule.get().isLate()) {
            delivery.run();
        } else {
            keepOpen(operation, site, options, future);
            deliverLate(rule.get(), () -> callbacks.execute(delivery));
        }
        return future;
    }

    /** Ends calls under way with {@code Cancelled} and the threads of this fake. Idempotent; never throws. */
    @Override
    public final void close() {
        synchronized (this) {
            closed = true;
        }
        end((site, operation) -> new LighthouseException.Cancelled(site, operation, "the client was closed"));
        waits.close();
        ownThreads.ifPresent(CallbackThreads::close);
        ownTime.ifPresent(SystemTime::close);
    }

    /**
     * Asks the rule or the chain now, so that effects keep the order of the calls, and ends the call when it is run.
     */
    private <A, R> Runnable delivery(
            Operation<A, R> operation,
            A argument,
            CallSite site,
            Optional<FakeScript.Rule<A, R>> rule,
            CallFuture<R> future) {
        FakeScript.Chain<R> asked = () -> engine.answer(operation, site, argument);
        Runnable afterwards = rule.filter(FakeScript.Rule::isDeadly).isPresent() ? this::kill : () -> {};
        try {
            R answer = rule.isEmpty() ? asked.ask() : rule.get().source().answer(site, argument, asked);
            return () -> {
                if (future.complete(answer)) {
                    afterwards.run();
                }
            };
        } catch (EngineError e) {
            return failed(future, new LighthouseException.Rpc(site, operation.name(), e.code(), e.text()), afterwards);
        } catch (RuntimeException e) {
            // a script is the test's code, and no call throws
            return failed(future, LighthouseException.from(e, site, operation.name()), afterwards);
        }
    }

    private static Runnable failed(CallFuture<?> future, LighthouseException failure, Runnable afterwards) {
        return () -> {
            if (future.completeExceptionally(failure)) {
                afterwards.run();
            }
        };
    }

    private void deliverLate(FakeScript.Rule<?, ?> rule, Runnable delivery) {
        Runnable held = () -> {
            if (!rule.keepsBack(delivery)) {
                delivery.run();
            }
        };
        if (rule.delay().isZero()) {
            held.run();
        } else {
            time.schedule(rule.delay(), held);
        }
    }

    /** Lets the call end at its deadline, at {@link #kill} or at {@link #close}, if nothing ends it before. */
    private void keepOpen(Operation<?, ?> operation, CallSite site, CallOptions options, CallFuture<?> future) {
        Duration limit = options.deadline().orElseGet(operation::limit);
        TimeSource.Scheduled timer = time.schedule(
                limit,
                () -> callbacks.execute(() ->
                        future.completeExceptionally(new LighthouseException.Timeout(site, operation.name(), limit))));
        OpenCall call = new OpenCall(site, operation, future);
        open.add(call);
        future.whenComplete((answer, failure) -> {
            timer.cancel();
            open.remove(call);
        });
        try {
            // it may have died since it was asked
            requireOpen(site, operation);
            requireAlive(site, operation);
        } catch (LighthouseException late) {
            future.completeExceptionally(late);
        }
    }

    private void end(BiFunction<CallSite, String, LighthouseException> failure) {
        for (OpenCall call : open) {
            LighthouseException reason =
                    failure.apply(call.site(), call.operation().name());
            callbacks.execute(() -> call.future().completeExceptionally(reason));
        }
    }

    private synchronized void requireOpen(CallSite site, Operation<?, ?> operation) {
        if (closed) {
            throw new LighthouseException.Rejected(site, operation.name(), LighthouseException.Rejected.Reason.CLOSED);
        }
    }

    private synchronized void requireAlive(CallSite site, Operation<?, ?> operation) {
        if (dead) {
            throw new LighthouseException.Unreachable(
                    site, operation.name(), ENDPOINT, false, new ConnectException("it was killed"));
        }
    }

    private record OpenCall(CallSite site, Operation<?, ?> operation, CallFuture<?> future) {}

    /**
     * Makes a fake. Not thread-safe.
     *
     * @param <F> the kind of fake
     */
    public static final class Builder<F extends FakeLighthouse> {
        private final Function<Builder<F>, F> maker;
        private Optional<String> name = Optional.empty();
        private Optional<FakeChain> chain = Optional.empty();
        private Optional<TimeSource> time = Optional.empty();
        private Optional<Executor> callbackExecutor = Optional.empty();
        private boolean verifyBlockHash = true;

        Builder(Function<Builder<F>, F> maker) {
            this.maker = maker;
        }

        /** The name of the client; by default {@code v4} or {@code v5}. */
        public Builder<F> name(String name) {
            this.name = Optional.of(name);
            return this;
        }

        /** A chain of its own, like this. One chain is required, here or by {@link #chainOf}. */
        public Builder<F> chain(ChainSpec spec) {
            chain = Optional.of(new FakeChain(spec));
            return this;
        }

        /** The chain of another fake, as when both versions stand before one execution layer. */
        public Builder<F> chainOf(FakeLighthouse other) {
            chain = Optional.of(other.chain);
            return this;
        }

        /** The time that delays and deadlines live by; by default the system's. */
        public Builder<F> time(TimeSource time) {
            this.time = Optional.of(time);
            return this;
        }

        /**
         * Where calls end that were delayed; by default on threads of the fake, made on demand. {@code Runnable::run}
         * ends them inside {@link ManualTime#advance}, {@code release()} or {@code kill()}.
         */
        public Builder<F> callbackExecutor(Executor executor) {
            this.callbackExecutor = Optional.of(executor);
            return this;
        }

        /** Whether hashes are checked before the chain sees a payload, as adapters do; by default they are. */
        public Builder<F> verifyBlockHash(boolean verify) {
            this.verifyBlockHash = verify;
            return this;
        }

        /**
         * The fake.
         *
         * @throws IllegalArgumentException if it has no chain
         */
        public F build() {
            return maker.apply(this);
        }
    }
}
