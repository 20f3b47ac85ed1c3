package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.call.Release;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts of what the answers of a node say that it is. */
class NodeReleaseTest {
    private static final String OLD = "Lighthouse/v4.5.0-441fc16/x86_64-linux";
    private static final String NEW = "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux";
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "header");

    private final ManualTime time = new ManualTime();
    private final NodeRelease release = new NodeRelease(TestDialect.SHORT, Optional.empty(), time);

    private Release known() {
        return release.require(LABEL, () -> fail("the node is not asked"));
    }

    @Test
    void answerThatALaterRequestHasOvertaken_saysNothing() {
        long first = release.ask();
        long second = release.ask();
        release.see(OLD, second);

        release.see(NEW, first);

        assertThat(known()).hasToString("v4.5.0");
    }

    @Test
    void releaseOfTheSameDialect_isNotForgottenForAnAnswerThatIsLate() {
        long stream = release.ask();
        release.see("Lighthouse/v4.3.0", stream);
        release.see(OLD, release.ask());
        release.lack(BeaconPaths.NODE_VERSION, release.ask());

        // the stream ends, and its head is looked at once more
        release.see("Lighthouse/v4.3.0", stream);

        assertThat(known()).hasToString("v4.5.0");
        assertThat(release.lacks(BeaconPaths.NODE_VERSION)).isTrue();
    }

    @Test
    void answerToALaterRequest_counts_whoeverAnsweredBefore() {
        release.see(OLD, release.ask());

        release.see(NEW, release.ask());

        assertThatExceptionOfType(VersionChanged.class).isThrownBy(this::known).withMessageContaining("v5.3.0");
    }

    @Test
    void answerIsOfTheNodeThatItSays_whateverAnotherSaid() {
        release.see(NEW, release.ask());
        assertThatCode(() -> release.requireOwn(LABEL, Optional.of(OLD))).doesNotThrowAnyException();

        release.see(OLD, release.ask());
        assertThatExceptionOfType(VersionChanged.class).isThrownBy(() -> release.requireOwn(LABEL, Optional.of(NEW)));
    }

    @Test
    void answerThatSaysNothing_isOfTheNodeThatAnsweredLast() {
        assertThatCode(() -> release.requireOwn(LABEL, Optional.of("nginx"))).doesNotThrowAnyException();
        release.see(NEW, release.ask());

        assertThatExceptionOfType(VersionChanged.class)
                .isThrownBy(() -> release.requireOwn(LABEL, Optional.of("nginx")));
        assertThatExceptionOfType(VersionChanged.class).isThrownBy(() -> release.requireOwn(LABEL, Optional.empty()));
    }

    @Test
    void nodeThatSaysWhatItIs_whenALaterRequestHasFoundAnother_isThatOne() {
        assertThatExceptionOfType(VersionChanged.class)
                .isThrownBy(() -> release.require(LABEL, () -> {
                    long question = release.ask();
                    release.see(NEW, release.ask());
                    release.seeVersion(OLD, question);
                }))
                .withMessageContaining("v5.3.0");
    }

    @Test
    void nodeThatNamesNoLighthouse_isNoneOfTheDialect_untilALaterRequestSaysOtherwise() {
        long stream = release.ask();
        release.see(OLD, stream);
        assertThatExceptionOfType(VersionChanged.class)
                .isThrownBy(() -> release.renew(LABEL, () -> release.seeVersion("Teku/v24.1.0", release.ask())))
                .withMessageContaining("Teku");

        release.see(OLD, stream);
        assertThatExceptionOfType(VersionChanged.class).isThrownBy(this::known).withMessageContaining("Teku");
        release.see(OLD, release.ask());
        assertThat(known()).hasToString("v4.5.0");
    }

    @Test
    void endpointThatTheNodeBeforeLacked_isNotMissingAtTheNext() {
        release.see("Lighthouse/v4.3.0", release.ask());
        long missing = release.ask();
        release.see(OLD, release.ask());

        release.lack(BeaconPaths.NODE_VERSION, missing);

        assertThat(release.lacks(BeaconPaths.NODE_VERSION)).isFalse();
    }

    @Test
    void answer_isOfTheReleaseThatItSays_whileThatIsOfTheDialect() {
        release.see(OLD, release.ask());

        assertThat(release.of(Optional.of("Lighthouse/v4.3.0"))).hasToString("v4.3.0");
        assertThat(release.of(Optional.of(NEW))).hasToString("v4.5.0");
        assertThat(release.of(Optional.of("nginx"))).hasToString("v4.5.0");
    }

    @Test
    void nodeThatIsTakenForARelease_isThatWhateverItSays() {
        Release taken = Release.parse(OLD).orElseThrow();
        NodeRelease given = new NodeRelease(TestDialect.SHORT, Optional.of(taken), time);
        given.see(NEW, given.ask());

        assertThatCode(() -> given.requireOwn(LABEL, Optional.of(NEW))).doesNotThrowAnyException();
        assertThat(given.current()).isEqualTo(taken);
    }
}
