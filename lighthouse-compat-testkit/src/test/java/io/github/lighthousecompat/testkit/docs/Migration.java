package io.github.lighthousecompat.testkit.docs;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.WeightDial;

// snippet: Migration
final class Migration {
    static RoutedLighthouse begin(LighthouseApi old, LighthouseApi next, WeightDial share) {
        Backend v4 = Backend.of("v4", old);
        Backend v5 = Backend.of("v5", next);
        return RoutedLighthouse.builder()
                .backends(v4, v5) // the most trusted first
                .topology(Topology.SEPARATE) // each drives an execution layer of its own
                .router(Router.canary(v4, v5, share, Assignment.hash("to-v5")))
                .build();
    }
}
// end
