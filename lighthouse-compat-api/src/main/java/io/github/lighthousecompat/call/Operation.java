package io.github.lighthousecompat.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of call, with the types of what goes in and what comes out.
 *
 * <p>Operations are constants, compared by identity; hosts use those of
 * {@link io.github.lighthousecompat.engine.EngineOperations} and
 * {@link io.github.lighthousecompat.beacon.BeaconOperations}, and define none.
 *
 * @param <A> the argument
 * @param <R> the result
 */
@SuppressWarnings("UnusedTypeParameter") // they bind argument and answer where an operation is called
public final class Operation<A, R> {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final Facet facet;
    private final String group;
    private final Effect effect;
    private final Duration limit;
    private final int index = NEXT.getAndIncrement();

    /**
     * Defines an operation of the engine facet, which is a group of its own.
     *
     * @param name the name in meters, logs and messages, lower camel case
     * @param effect what it does to the servers
     * @param limit how long Lighthouse waits for it
     */
    public Operation(String name, Effect effect, Duration limit) {
        this(name, Facet.ENGINE, name, effect, limit);
    }

    /**
     * Defines an operation.
     *
     * @param name the name in logs and messages, lower camel case
     * @param facet whom it goes to
     * @param group the name in meters, which operations share that are much alike
     * @param effect what it does to the servers
     * @param limit how long Lighthouse waits for it
     */
    public Operation(String name, Facet facet, String group, Effect effect, Duration limit) {
        this.name = name;
        this.facet = facet;
        this.group = group;
        this.effect = effect;
        this.limit = limit;
    }

    /** The name in logs and messages. */
    public String name() {
        return name;
    }

    /** Whom it goes to. */
    public Facet facet() {
        return facet;
    }

    /** The name in meters: its own, or that of a group of operations that are much alike. */
    public String group() {
        return group;
    }

    /** What it does to the servers. */
    public Effect effect() {
        return effect;
    }

    /** How long Lighthouse waits for it: the deadline of calls that have no other, where a client multiplies none. */
    public Duration limit() {
        return limit;
    }

    /** A small number, dense from 0 and unique in this JVM, for tables by operation. */
    public int index() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
