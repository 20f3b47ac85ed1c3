package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.TimeSource;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** One check: reads all nodes, prints what they say, and ends with what it means. Used once, by one thread. */
final class CheckRun {
    private final CheckSettings settings;
    private final TimeSource time;
    private final PrintStream out;
    private final Diagnosis diagnosis = new Diagnosis();

    CheckRun(CheckSettings settings, TimeSource time, PrintStream out) {
        this.settings = settings;
        this.time = time;
        this.out = out;
    }

    Exit run() throws UsageException {
        try {
            out.println("lighthouse-compat check" + (settings.drives() ? "" : ": reads only"));
            out.println();
            Optional<BeaconCheck> beacons = settings.beacons().map(nodes -> new BeaconCheck(nodes, diagnosis));
            if (settings.engines().isPresent()) {
                CheckSettings.Pair nodes = settings.engines().get();
                try (EngineCheck engines = new EngineCheck(nodes, time, diagnosis)) {
                    new CheckTable(out, time).engines(nodes, engines.v4(), engines.v5());
                    withEngines(engines, beacons);
                }
            } else {
                beacons.ifPresent(this::beaconsAlone);
            }
            conclude();
            return diagnosis.exit();
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void withEngines(EngineCheck engines, Optional<BeaconCheck> beacons) {
        Optional<ForkSchedule> forks =
                settings.forks().or(() -> beacons.flatMap(BeaconCheck::forks)).or(engines::networkForks);
        beacons.ifPresent(nodes -> print(nodes, nodes.judge(settings.forks(), Optional.of(engines))));
        engines.judge(forks);
        if (settings.drives() && beacons.isPresent()) {
            diagnosis.mend(CheckSettings.DRIVE + " is refused: the beacon nodes drive the execution layers");
        } else if (settings.drives()) {
            forks.ifPresent(schedule -> engines.drive(schedule, settings.slot(), out));
        }
    }

    private void beaconsAlone(BeaconCheck beacons) {
        print(beacons, beacons.judge(settings.forks(), Optional.empty()));
        settings.forks().or(beacons::forks).ifPresent(forks -> beacons.migration(forks, time.now()));
    }

    private void print(BeaconCheck beacons, Optional<String> comparison) {
        new CheckTable(out, time).beacons(settings.beacons().orElseThrow(), beacons.v4(), beacons.v5(), comparison);
    }

    private void conclude() {
        list("What differs", diagnosis.differences());
        list("Migration from v4 to v5", diagnosis.migration());
        list("The nodes contradict each other", diagnosis.contradictions());
        List<String> toMend = diagnosis.toMend();
        if (!toMend.isEmpty()) {
            out.println("Mend first");
            for (int i = 0; i < toMend.size(); i++) {
                out.println("  " + (i + 1) + ". " + toMend.get(i));
            }
            out.println();
        }
        out.println(diagnosis.isReady() ? "ready" : "not ready");
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  - " + line));
            out.println();
        }
    }
}
