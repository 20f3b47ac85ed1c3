package io.github.lighthousecompat.call;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a client of one endpoint needs to know; {@link io.github.lighthousecompat.LighthouseConfig} is the form that
 * hosts fill in. Immutable and thread-safe.
 */
public interface EndpointSettings {
    /** Name of the client in its meters, threads and messages. */
    String name();

    /** Engine endpoint of the execution layer; without it engine calls fail with {@code NotConfigured}. */
    Optional<URI> engineUrl();

    /** Secret that signs the engine tokens. */
    Optional<JwtSecret> jwtSecret();

    /** When the chain forks; the engine facet needs it, and a node reports it. */
    Optional<ForkSchedule> forks();

    /** Factor on the time limit of every method, as Lighthouse's {@code --execution-timeout-multiplier}. */
    int timeoutMultiplier();

    /** Whether block hash and versioned hashes of a payload are checked before it is sent. */
    boolean verifyBlockHash();

    /** Largest number of threads for calls that need no order. */
    int workers();

    /** Largest number of calls that wait for a thread, for ordered calls and for the others each. */
    int queueCapacity();

    /** Largest answer that is taken, bytes. */
    int maxAnswerSize();

    /** Where continuations of the host run; by default on threads of the client, made on demand. */
    Optional<Executor> callbackExecutor();

    /** The time to live by; by default the system's. */
    Optional<TimeSource> time();
}
