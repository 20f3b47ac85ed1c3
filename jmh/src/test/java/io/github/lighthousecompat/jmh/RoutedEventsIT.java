package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream of events over two nodes of different versions goes with the router. */
@Tag("ask-18")
@Timeout(60)
class RoutedEventsIT {
    private final ManualTime time = ManualTime.create();
    private final FakeBeaconNode oldNode = like("v4.5.0");
    private final FakeBeaconNode newNode = like("v5.3.0");
    private final Backend old = Backend.of(
            "v4",
            Lighthouse.v4(
                    oldNode.clientConfig().name("v4").timeoutMultiplier(10).build()));
    private final Backend young = Backend.of(
            "v5",
            Lighthouse.v5(
                    newNode.clientConfig().name("v5").timeoutMultiplier(10).build()));
    private final BlockingQueue<BeaconEvent> heard = new LinkedBlockingQueue<>();

    private static FakeBeaconNode like(String release) {
        return FakeBeaconNode.builder("Lighthouse/" + release)
                .chain(BeaconChainSpec.capella())
                .start();
    }

    @AfterEach
    void close() {
        oldNode.close();
        newNode.close();
    }

    private RoutedLighthouse route(Router router) {
        return RoutedLighthouse.builder()
                .topology(Topology.SHARED)
                .time(time)
                .backends(old, young)
                .router(router)
                .build();
    }

    private EventSubscription subscribe(RoutedLighthouse client) {
        EventSubscription events = await(client.beacon().events().subscribe(List.of(EventTopic.BLOCK), heard::add));
        newNode.events().whenOpen(1).join();
        return events;
    }

    private void until(BooleanSupplier condition) {
        Meanwhile.until(condition, () -> time.advance(Duration.ofSeconds(1)));
    }

    @Test
    void killSwitch_movesTheStream_andTheNodeThatIsLeftHasNoneAnyMore() throws InterruptedException {
        ManualKillSwitch kill = KillSwitch.manual();
        try (RoutedLighthouse client = route(Router.only(young).killable(old, kill))) {
            EventSubscription events = subscribe(client);
            newNode.advance();
            assertThat(heard.take()).isInstanceOf(BlockEvent.class);

            kill.on();
            until(() -> !heard.isEmpty());

            assertThat(heard.take()).isInstanceOf(EventGap.class);
            assertThat(oldNode.events().open()).isEqualTo(1);
            oldNode.advance();
            assertThat(heard.take()).isInstanceOf(BlockEvent.class);
            newNode.advance();
            events.close();
            await(events.ended());
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void nodeThatDies_isLeftForTheOther() throws InterruptedException {
        try (RoutedLighthouse client = route(Router.primaryWithFallback(young, old))) {
            EventSubscription events = subscribe(client);

            newNode.kill();
            until(() -> !heard.isEmpty());

            assertThat(heard.take()).isInstanceOf(EventGap.class);
            assertThat(events.isConnected()).isTrue();
            oldNode.advance();
            assertThat(heard.take()).isInstanceOf(BlockEvent.class);
        }
    }
}
