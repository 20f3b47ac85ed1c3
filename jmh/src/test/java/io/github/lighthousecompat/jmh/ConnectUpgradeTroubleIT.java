package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.threads.SystemTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on a host while its client follows a node to another dialect. */
@Timeout(60)
class ConnectUpgradeTroubleIT {
    private final FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/v4.5.0")
            .chain(BeaconChainSpec.capella())
            .start();

    @AfterEach
    void close() {
        node.close();
        ClientThreads.assertNoneLeft("connected");
    }

    private LighthouseConfig.Builder config() {
        LighthouseConfig.Builder config = node.clientConfig();
        config.name("connected").timeoutMultiplier(10);
        return config;
    }

    /**
     * The timer that fails is that of the wait for a new client, of one of its three questions, of the wait for the
     * listeners, or of the call made again.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void timerThatCannotBeHad_failsItsCallAlone(int number) {
        AtomicInteger left = new AtomicInteger(-1);
        try (SystemTime system = new SystemTime("connected-too")) {
            TimeSource failing = new FailingTime(system, left);
            LighthouseConfig.Builder config = config();
            config.time(failing);
            AtomicInteger told = new AtomicInteger();
            RoutingListener listener = new RoutingListener() {
                @Override
                public void onVersion(Backend backend, LighthouseVersion from, String found) {
                    told.incrementAndGet();
                }
            };
            try (RoutedLighthouse client = await(Lighthouse.connect(config.build(), listener))) {
                await(client.beacon().chain().header(BlockId.HEAD));
                node.becomes("Lighthouse/v5.3.0");
                left.set(number);

                assertThatExceptionOfType(LighthouseException.class)
                        .isThrownBy(() -> await(client.beacon().chain().header(BlockId.HEAD)))
                        .withMessageContaining("no timer");
                assertThat(await(client.beacon().chain().header(BlockId.HEAD))).isPresent();
                assertThat(client.version()).isEqualTo(LighthouseVersion.V5);
                Meanwhile.until(() -> told.get() > 0);
                assertThat(told).hasValue(1);
            }
        }
    }

    /** Fails once, with an error as where the system gives no more threads. */
    private record FailingTime(TimeSource time, AtomicInteger left) implements TimeSource {
        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            if (left.decrementAndGet() == 0) {
                throw new OutOfMemoryError("no timer");
            }
            return time.schedule(delay, task);
        }
    }

    @Test
    void nodeThatBecameSomethingElse_isUnsupported_andNotAskedAllTheTime() {
        ManualTime time = ManualTime.create();
        LighthouseConfig.Builder config = config();
        config.time(time);
        try (RoutedLighthouse client = await(Lighthouse.connect(config.build()))) {
            node.script()
                    .on("GET", "/eth/v1/node/version")
                    .answer(200, "{\"data\":{\"version\":\"Lighthouse/v7.0.0-0123456/x86_64-linux\"}}");
            node.script().onAny().header("Server", "Lighthouse/v7.0.0-0123456/x86_64-linux");

            assertUnsupported(client);
            assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
            int asked = node.requests().size();
            time.advance(Duration.ofMillis(999));
            assertUnsupported(client);
            assertThat(node.requests()).as("it was asked just now").hasSize(asked);

            time.advance(Duration.ofMillis(1));
            assertUnsupported(client);
            assertThat(node.requests()).as("it may be another by now").hasSizeGreaterThan(asked);
        }
    }

    private static void assertUnsupported(RoutedLighthouse client) {
        assertThatExceptionOfType(LighthouseException.Unsupported.class)
                .isThrownBy(() -> await(client.beacon().chain().header(BlockId.HEAD)))
                .withMessageContaining("v7.0.0");
    }

    @Test
    void listenerThatBlocks_holdsUpNoCall() {
        CountDownLatch over = new CountDownLatch(1);
        RoutingListener blocking = new RoutingListener() {
            @Override
            public void onVersion(Backend backend, LighthouseVersion from, String found) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (RoutedLighthouse client = await(Lighthouse.connect(config().build(), blocking))) {
            node.becomes("Lighthouse/v5.3.0");

            assertThat(await(client.beacon().chain().header(BlockId.HEAD))).isPresent();
            assertThat(await(client.beacon().chain().header(BlockId.HEAD))).isPresent();
            over.countDown();
        }
    }
}
