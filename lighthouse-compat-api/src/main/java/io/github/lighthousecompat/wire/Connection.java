package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.NodeSettings;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.threads.SystemTime;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Speaks to an execution layer, a Lighthouse node, or both, as one version of Lighthouse does: all that the adapters
 * have in common.
 *
 * <p>Thread-safe. Making one touches no network and starts no thread.
 */
public final class Connection implements Caller, AutoCloseable {
    private final NodeSettings settings;
    private final Dialect dialect;
    private final CallSite site;
    private final Optional<SystemTime> ownTime;
    private final TimeSource time;
    private final CallRunner runner;
    private final Optional<EngineEndpoint> engine;
    private final Optional<BeaconEndpoint> beacon;

    private Connection(NodeSettings settings, Dialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
        this.site = CallSite.of(settings.name());
        this.ownTime = settings.time().isPresent() ? Optional.empty() : Optional.of(new SystemTime(settings.name()));
        this.time = settings.time().or(() -> ownTime).orElseThrow();
        this.runner = new CallRunner(settings, time);
        this.engine = settings.engineUrl().flatMap(url -> settings.jwtSecret().map(secret -> open(url, secret)));
        this.beacon = settings.beaconUrl().map(this::open);
    }

    /**
     * A connection to the endpoints of {@code settings}; calls to one that is missing fail with {@code NotConfigured}.
     */
    public static Connection of(NodeSettings settings, Dialect dialect) {
        return new Connection(settings, dialect);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public LighthouseVersion version() {
        return dialect.version();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return runner.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return facet == Facet.ENGINE ? engine.isPresent() : beacon.isPresent();
    }

    @Override
    public Optional<URI> engineEndpoint() {
        return engine.flatMap(any -> settings.engineUrl()).map(Connection::withoutSecrets);
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return BeaconOperations.limit(operation, slotTime()).multipliedBy(settings.timeoutMultiplier());
    }

    @Override
    public Duration slotTime() {
        return settings.slotTime().orElseGet(Caller.super::slotTime);
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallLabel label = new CallLabel(options.site().orElse(site), operation.name());
        try {
            return operation.facet() == Facet.BEACON
                    ? beacon.orElseThrow(() -> notConfigured(label, "beaconUrl"))
                            .call(operation, argument, label, options.deadline())
                    : engine.orElseThrow(() -> notConfigured(label, engineSetting()))
                            .call(operation, argument, label, options.deadline());
        } catch (LighthouseException e) {
            return CallFuture.failed(label.site(), label.operation(), e);
        }
    }

    /**
     * Ends running calls with {@code Cancelled} and all threads, within 2 s; idempotent.
     *
     * <p>Continuations of the host that still run on threads of this client after that are interrupted.
     */
    @Override
    public void close() {
        beacon.ifPresent(BeaconEndpoint::endStreams);
        runner.close();
        engine.ifPresent(EngineEndpoint::close);
        beacon.ifPresent(BeaconEndpoint::close);
        ownTime.ifPresent(SystemTime::close);
    }

    private EngineEndpoint open(URI url, JwtSecret secret) {
        // the lane and every worker have at most one exchange each
        Transport transport = new ApacheTransport(url, settings.workers() + 1, settings.maxAnswerSize());
        return new EngineEndpoint(transport, new Jwt(secret, time), settings, dialect, time, runner);
    }

    private BeaconEndpoint open(URI url) {
        Transport transport = new ApacheTransport(url, settings.workers(), settings.maxAnswerSize());
        NodeRelease release = new NodeRelease(dialect, settings.nodeRelease(), time);
        return new BeaconEndpoint(transport, settings, release, time, runner);
    }

    /** The release that the node is, or is taken for. */
    public Release release() {
        return beacon.map(BeaconEndpoint::release).orElseGet(dialect::reference);
    }

    private static URI withoutSecrets(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port + url.getRawPath());
    }

    private String engineSetting() {
        return settings.engineUrl().isEmpty() ? "engineUrl" : "jwtSecret";
    }

    private static LighthouseException notConfigured(CallLabel label, String setting) {
        return new LighthouseException.NotConfigured(label.site(), label.operation(), setting);
    }
}
