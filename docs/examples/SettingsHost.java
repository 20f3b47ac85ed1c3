package examples;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.config.MigrationMode;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.config.SettingsWatch;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A host whose migration is in the hands of an operator: it begins with what the environment and a file say, and follows the
 * file while it runs.
 */
public final class SettingsHost implements AutoCloseable {
    private static final Duration LENGTH_OF_A_RUN = Duration.ofHours(6);

    private final Backend v4;
    private final Backend v5;
    private final RoutedLighthouse routed;
    private final Optional<AbRun> run;
    private final SettingsWatch watch;

    /**
     * Starts it.
     *
     * @param four makes the client of v4 from the settings, and {@code five} that of v5
     * @param told is told of each change of the settings, once it holds
     * @throws IllegalArgumentException if the settings can't be used; the message says why
     */
    public SettingsHost(
            Map<String, String> environment,
            Path file,
            Function<MigrationSettings, LighthouseApi> four,
            Function<MigrationSettings, LighthouseApi> five,
            TimeSource time,
            Consumer<MigrationSettings> told) {
        MigrationSettings.Builder source =
                MigrationSettings.builder().environment(environment).file(file);
        MigrationSettings first = source.build();
        v4 = Backend.of("v4", four.apply(first));
        v5 = Backend.of("v5", five.apply(first));
        // snippet: SettingsHost
        RoutedLighthouse.Builder client = RoutedLighthouse.builder()
                .backends(v4, v5)
                .topology(first.topology())
                .router(first.router(v4, v5))
                .time(time);
        first.comparisonLog().map(ComparisonLog::to).ifPresent(client::comparisonLog);
        routed = client.build();
        run = first.abTest().filter(name -> first.mode() == MigrationMode.CANARY).map(name -> begin(name, first));
        run.ifPresent(begun -> routed.router(begun.router()));
        watch = source.watch(time, (before, now) -> {
            follow(now);
            told.accept(now);
        });
        // end
        // between the two looks at it the file may have changed
        if (!watch.settings().equals(first)) {
            follow(watch.settings());
        }
    }

    /** Takes the share of the canary from the settings; it ends by itself, and v4 answers until the settings change. */
    private AbRun begin(String name, MigrationSettings settings) {
        return AbRun.builder(name)
                .control(v4)
                .treatment(v5)
                .weight(settings.weight())
                .duration(LENGTH_OF_A_RUN)
                .begin(routed);
    }

    /** What an operator changes ends a run, whose figures would be those of two shares. */
    private void follow(MigrationSettings now) {
        run.ifPresent(AbRun::close);
        routed.router(now.router(v4, v5));
    }

    /** The client, for all that the host does. */
    public LighthouseApi lighthouse() {
        return routed;
    }

    /** The A/B run, if the settings asked for one. */
    public Optional<AbRun> run() {
        return run;
    }

    /** Ends the watch first, so that nobody changes the router of a client that is closed. */
    @Override
    public void close() {
        watch.close();
        run.ifPresent(AbRun::close);
        routed.close();
    }
}
