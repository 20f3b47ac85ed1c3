package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.rollout.AbReport;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Weight;
import java.time.Duration;
import java.util.function.Consumer;

final class BeginAbRun {
    // snippet: BeginAbRun
    static AbRun begin(RoutedLighthouse routed, Backend v4, Backend v5, KillSwitch kill, Consumer<AbReport> reader) {
        AbRun run = AbRun.builder("spring")
                .control(v4)
                .treatment(v5)
                .weight(Weight.percent(20))
                .duration(Duration.ofHours(6))
                .atEnd(reader)
                .begin(routed);
        routed.router(run.router().killable(v4, kill));
        return run;
    }
    // end

    private BeginAbRun() {}
}
