package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host without the library of observations, which is an optional dependency. */
@Timeout(30)
class WithoutObservationsTest {
    private static final String OBSERVATIONS = "io.micrometer.observation.";

    @Test
    void client_needsNone() throws Exception {
        ClassLoader without = new Without();

        Object head = ((Callable<?>) without.loadClass(Host.class.getName())
                        .getDeclaredConstructor()
                        .newInstance())
                .call();

        assertThat(head).isEqualTo(0L);
        assertThatThrownBy(() -> without.loadClass(OBSERVATIONS + "ObservationRegistry"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** What such a host does. */
    public static final class Host implements Callable<Long> {
        @Override
        public Long call() {
            FakeLighthouseV5 fake = FakeLighthouseV5.of(ForkSchedule.of(UInt64.of(1_700_000_000), ForkSchedule.NEVER));
            Backend v5 = Backend.of("v5", fake);
            try (RoutedLighthouse routed = RoutedLighthouse.builder()
                    .backends(v5)
                    .router(Router.only(v5))
                    .meterRegistry(new SimpleMeterRegistry())
                    .build()) {
                return Lighthouse.await(routed.engine().blockNumber()).toLong();
            }
        }
    }

    /** Defines all classes anew, but for those of the JDK, of the log and of the library that is not there. */
    private static final class Without extends ClassLoader {
        Without() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ClassLoader all = WithoutObservationsTest.class.getClassLoader();
            if (name.startsWith("org.slf4j.")) {
                return all.loadClass(name);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream code = all.getResourceAsStream(file)) {
                if (code == null || name.startsWith(OBSERVATIONS)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
