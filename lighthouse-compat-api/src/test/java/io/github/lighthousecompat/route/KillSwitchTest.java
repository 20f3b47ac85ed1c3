package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.engine.EngineOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What turns a kill switch, and what must not. */
class KillSwitchTest {
    private static final CallContext ANY = CallContext.of(EngineOperations.NEW_PAYLOAD, "1", 0);

    @TempDir
    private Path directory;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

    private FileKillSwitch file(String content) throws IOException {
        return new FileKillSwitch(Files.writeString(path(), content), now::get);
    }

    private Path path() {
        return directory.resolve("kill");
    }

    private void pass(long nanos) {
        now.addAndGet(nanos);
    }

    @Test
    void manual_isOffUntilItIsTurned() {
        ManualKillSwitch manual = KillSwitch.manual();
        assertThat(manual.isOn()).isFalse();
        manual.on();
        assertThat(manual.isOn()).isTrue();
        assertThat(manual).hasToString("on");
        manual.off();
        assertThat(manual).hasToString("off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lighthouse_v5_percentage = 0",
                "# stop\n  lighthouse_v5_percentage=0 # now\r\n",
                "[rollout]\r\nlighthouse_v5_percentage = 0\r\n",
                "lighthouse_v5_percentage = O",
                "lighthouse_v5_percentage = 101",
                "lighthouse_v5_percentage = -5",
                "# lighthouse_v5_percentage = 50",
                "stop it"
            })
    void file_isOnWhileItIsThere(String content) throws IOException {
        assertThat(file(content).isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lighthouse_v5_percentage = 100",
                "lighthouse_v5_percentage=1",
                "[rollout]\n\tlighthouse_v5_percentage = 25 # a quarter\n"
            })
    void file_isOffWhileItGivesAPercentage(String content) throws IOException {
        assertThat(file(content).isOn()).isFalse();
    }

    @Test
    void file_isLookedAtOnceASecond() throws IOException {
        FileKillSwitch kill = new FileKillSwitch(path(), now::get);
        assertThat(kill.isOn()).isFalse();

        Files.createFile(path());
        pass(999_999_999);
        assertThat(kill.isOn()).isFalse();
        pass(1);
        assertThat(kill.isOn()).isTrue();
        assertThat(kill).hasToString(path() + " (on)");

        Files.delete(path());
        assertThat(kill.isOn()).isTrue();
        pass(1_000_000_000);
        assertThat(kill.isOn()).isFalse();
    }

    @Test
    void file_thatCannotBeReadStaysAsItIs() throws IOException {
        FileKillSwitch kill = file("");
        Files.delete(path());
        Files.createDirectory(path());
        pass(1_000_000_000);
        assertThat(kill.isOn()).isTrue();

        Files.delete(path());
        pass(1_000_000_000);
        assertThat(kill.isOn()).isFalse();
        Files.createDirectory(path());
        pass(1_000_000_000);
        assertThat(kill.isOn()).isFalse();
    }

    @Test
    void file_thatCannotBeReadFromTheBeginningIsRefused() throws IOException {
        Files.createDirectory(path());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KillSwitch.file(path()))
                .withMessageContaining(path().toString());
    }

    @Test
    void file_isReadByTheClockOfTheSystem() throws IOException {
        Files.createFile(path());
        assertThat(KillSwitch.file(path()).isOn()).isTrue();
    }

    @Test
    void killable_isKilledByEitherSwitchWhateverTheOtherDoes() {
        AtomicLong mood = new AtomicLong();
        KillSwitch broken = () -> {
            if (mood.get() == 2) {
                throw new IllegalStateException("scripted");
            }
            return mood.get() == 1;
        };
        ManualKillSwitch manual = KillSwitch.manual();
        Router router = Router.only(Backends.YOUNG).killable(Backends.OLD, broken, manual);

        mood.set(2);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.YOUNG);
        manual.on();
        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);
        manual.off();
        mood.set(1);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);
        mood.set(2);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);
        mood.set(0);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.YOUNG);
    }

    @Test
    void killable_asksNoSourceOfWeightsUnderKill() {
        ManualKillSwitch manual = KillSwitch.manual();
        WeightSource lost = () -> {
            throw new IllegalStateException("the store is out of reach");
        };
        Router router = Router.canary(Backends.OLD, Backends.YOUNG, lost, Assignment.random())
                .killable(Backends.OLD, manual);
        manual.on();

        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);
        assertThat(router.weight()).isEqualTo(Weight.NONE);
    }

    @Test
    void killable_keepsEveryoneElseBehindItsBackend() {
        ManualKillSwitch manual = KillSwitch.manual();
        Router router = Router.parallel(Backends.YOUNG, Backends.THIRD).killable(Backends.OLD, manual);
        manual.on();

        assertThat(router.route(ANY).others()).containsExactly(Backends.YOUNG, Backends.THIRD);
        assertThat(router.backends()).containsExactly(Backends.YOUNG, Backends.THIRD, Backends.OLD);
    }

    @Test
    void killable_needsASwitch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Router.only(Backends.OLD).killable(Backends.OLD));
    }

    @Test
    void killable_whoseSwitchCannotBeLoaded_staysAsItIs() {
        AtomicLong mood = new AtomicLong(1);
        KillSwitch broken = () -> {
            if (mood.get() == 2) {
                throw new NoClassDefFoundError("flags/Client");
            }
            return mood.get() == 1;
        };
        Router router = Router.only(Backends.YOUNG).killable(Backends.OLD, broken);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);

        mood.set(2);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.OLD);
        mood.set(0);
        assertThat(router.route(ANY).primary()).isSameAs(Backends.YOUNG);
    }
}
