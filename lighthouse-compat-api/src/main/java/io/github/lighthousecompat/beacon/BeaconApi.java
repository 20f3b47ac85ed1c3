package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Talks to a Lighthouse node through its Beacon API, without a word about versions.
 *
 * <p>Immutable and thread-safe. No method waits, and none throws but
 * {@link #raw} for a request that can't be: what fails, fails the future with a {@link
 * io.github.lighthousecompat.call.LighthouseException}; what a release lacks is its {@code Unsupported}. What a node
 * answers is a value: an unknown block or state is empty, and so is what a release does not say.
 */
public final class BeaconApi {
    private final Caller caller;
    private final CallOptions options;

    private BeaconApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** The beacon facet of {@code caller}, with {@code options} for every call. */
    public static BeaconApi over(Caller caller, CallOptions options) {
        return new BeaconApi(caller, options);
    }

    /** What the node says of itself. */
    public NodeApi node() {
        return new NodeApi(caller, options);
    }

    /** The chain, its blocks and its states. */
    public ChainApi chain() {
        return new ChainApi(caller, options);
    }

    /** The validators of the chain. */
    public ValidatorsApi validators() {
        return new ValidatorsApi(caller, options);
    }

    /** What the validators of the host have to do. */
    public DutiesApi duties() {
        return new DutiesApi(caller, options);
    }

    /** What validators sign, and blocks. */
    public ProductionApi production() {
        return new ProductionApi(caller, options);
    }

    /** Publishes what is signed and is no block. */
    public PoolApi pool() {
        return new PoolApi(caller, options);
    }

    /** What happens at the node, as it happens. */
    public EventsApi events() {
        return new EventsApi(caller, options);
    }

    /**
     * Any other request to the node, sent once, to the primary.
     *
     * @param method {@code GET} or another method of HTTP
     * @param path the path, from {@code /} on, without a query
     * @param query parameters, not yet encoded
     * @param body JSON text to send; empty for none
     * @throws IllegalArgumentException if there is no such request: see {@link RawRequest}
     */
    public CompletableFuture<RawAnswer> raw(
            String method, String path, Map<String, String> query, Optional<String> body) {
        RawRequest.Builder request =
                RawRequest.builder().method(method).path(path).query(query);
        body.ifPresent(request::body);
        return raw(request.build());
    }

    /** Reads a path that has no method of its own here: {@code GET} without parameters, sent once, to the primary. */
    public CompletableFuture<RawAnswer> raw(String path) {
        return raw(RawRequest.get(path));
    }

    /** Any other request to the node, sent once, to the primary: also one of bytes, other types or further headers. */
    public CompletableFuture<RawAnswer> raw(RawRequest request) {
        return caller.call(BeaconOperations.RAW, request, options);
    }
}
