package io.github.lighthousecompat.route;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some switches, and where everything goes while one of them is on. Compared by identity; thread-safe. */
final class Kill {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");

    private final Route route;
    private final Guarded[] switches;

    Kill(Route route, List<KillSwitch> switches) {
        this.route = route;
        this.switches = switches.stream().map(Guarded::new).toArray(Guarded[]::new);
    }

    Route route() {
        return route;
    }

    boolean isOn() {
        for (Guarded one : switches) {
            if (one.isOn()) {
                return true;
            }
        }
        return false;
    }

    /** A switch of the host that throws keeps its last state, and takes no other switch with it. */
    private static final class Guarded {
        private final KillSwitch guarded;
        private volatile boolean last;
        private volatile boolean threw;

        Guarded(KillSwitch guarded) {
            this.guarded = guarded;
        }

        boolean isOn() {
            try {
                boolean now = guarded.isOn();
                if (now != last) {
                    last = now;
                }
                if (threw) {
                    threw = false;
                }
                return now;
            } catch (RuntimeException | Error e) {
                if (!threw) {
                    threw = true;
                    LOG.warn("a kill switch threw and stays {}", last ? "on" : "off", e);
                }
                return last;
            }
        }
    }
}
