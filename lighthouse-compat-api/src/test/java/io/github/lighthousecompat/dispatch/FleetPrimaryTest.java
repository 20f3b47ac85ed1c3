package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers in the place of a primary that may not, state by state: P the primary, O the other, - nobody. */
class FleetPrimaryTest {
    private final Fleet fleet =
            new Fleet("test", new Notices("test", List.of(), new RoutingListener() {}), BackendHealth::new);

    private Member add(String alias, LighthouseVersion version, BackendState state) {
        return fleet.add(fleet.member(Backend.of(alias, Scripted.of(version)), state));
    }

    private static Route shadow(Member primary, Member other) {
        return Route.to(primary.backend(), "shadow").comparing(other.backend(), Route.Extra.SHADOW);
    }

    private static Route parallel(Member primary, Member other) {
        return Route.to(primary.backend(), "parallel").comparing(other.backend(), Route.Extra.PARALLEL);
    }

    private static Route canary(Member primary, Member other) {
        return Route.to(primary.backend(), "canary").orElse(other.backend());
    }

    private static String who(Optional<Member> found) {
        return found.map(Member::toString).orElse("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
             primary   | other     | canary | shadow | only P speaks it | only O speaks it | same, shadow | nobody else
             READY     | READY     | P      | P      | P                | O                | P            | P
             READY     | LAGGING   | P      | P      | P                | P                | P            | P
             READY     | SUSPENDED | P      | P      | P                | P                | P            | P
             READY     | OUTDATED  | P      | P      | P                | P                | P            | P
             LAGGING   | READY     | O      | P      | P                | O                | P            | P
             LAGGING   | LAGGING   | P      | P      | P                | P                | P            | P
             LAGGING   | SUSPENDED | P      | P      | P                | P                | P            | P
             LAGGING   | OUTDATED  | P      | P      | P                | P                | P            | P
             SUSPENDED | READY     | O      | O      | -                | O                | O            | -
             SUSPENDED | LAGGING   | O      | O      | -                | O                | O            | -
             SUSPENDED | SUSPENDED | -      | -      | -                | -                | -            | -
             SUSPENDED | OUTDATED  | -      | -      | -                | -                | -            | -
             OUTDATED  | READY     | O      | P      | P                | O                | P            | P
             OUTDATED  | LAGGING   | P      | P      | P                | P                | P            | P
             OUTDATED  | SUSPENDED | P      | P      | P                | P                | P            | P
             OUTDATED  | OUTDATED  | P      | P      | P                | P                | P            | P
            """)
    void primary_byStates(
            BackendState primary,
            BackendState other,
            String canary,
            String shadow,
            String primarySpeaks,
            String otherSpeaks,
            String otherSpeaksShadow,
            String alone) {
        assertThat(primary(LighthouseVersion.V5, primary, LighthouseVersion.V5, other, false, Fork.DENEB))
                .isEqualTo(canary);
        assertThat(primary(LighthouseVersion.V4, primary, LighthouseVersion.V4, other, false, null))
                .isEqualTo(canary);
        assertThat(primary(LighthouseVersion.V4, primary, LighthouseVersion.V4, other, true, Fork.CAPELLA))
                .isEqualTo(shadow);
        assertThat(primary(LighthouseVersion.V5, primary, LighthouseVersion.V4, other, false, Fork.DENEB))
                .isEqualTo(primarySpeaks);
        assertThat(primary(LighthouseVersion.V4, primary, LighthouseVersion.V5, other, false, Fork.DENEB))
                .isEqualTo(otherSpeaks);
        assertThat(primary(LighthouseVersion.V4, primary, LighthouseVersion.V5, other, true, Fork.DENEB))
                .isEqualTo(otherSpeaksShadow);
        Fleet one = new Fleet("test", new Notices("test", List.of(), new RoutingListener() {}), BackendHealth::new);
        Member only = one.add(one.member(Backend.of("P", Scripted.of(LighthouseVersion.V5)), primary));
        assertThat(who(one.primary(Route.to(only.backend(), "only"), null))).isEqualTo(alone);
    }

    /** In both orders of trust, which must not matter here. */
    private static String primary(
            LighthouseVersion ofPrimary,
            BackendState primary,
            LighthouseVersion ofOther,
            BackendState other,
            boolean inShadow,
            @Nullable Fork fork) {
        FleetPrimaryTest first = new FleetPrimaryTest();
        Member p = first.add("P", ofPrimary, primary);
        Member o = first.add("O", ofOther, other);
        FleetPrimaryTest second = new FleetPrimaryTest();
        Member o2 = second.add("O", ofOther, other);
        Member p2 = second.add("P", ofPrimary, primary);
        String found = who(first.fleet.primary(inShadow ? shadow(p, o) : canary(p, o), fork));
        assertThat(who(second.fleet.primary(inShadow ? shadow(p2, o2) : canary(p2, o2), fork)))
                .isEqualTo(found);
        if (!inShadow) {
            assertThat(who(first.fleet.primary(parallel(p, o), fork))).isEqualTo(found);
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
             primary   | other     | none behind | P behind | O behind | both behind | shadow, P behind
             READY     | READY     | P           | O        | P        | P           | P
             READY     | LAGGING   | P           | P        | P        | P           | P
             READY     | SUSPENDED | P           | P        | P        | P           | P
             LAGGING   | READY     | O           | O        | P        | P           | P
             LAGGING   | LAGGING   | P           | P        | P        | P           | P
             SUSPENDED | READY     | O           | O        | O        | O           | O
             SUSPENDED | LAGGING   | O           | O        | O        | O           | O
             SUSPENDED | SUSPENDED | -           | -        | -        | -           | -
             OUTDATED  | READY     | O           | O        | P        | P           | P
            """)
    void reader_byStatesAndByWhoHasBeenThroughAllWrites(
            BackendState primary,
            BackendState other,
            String none,
            String primaryBehind,
            String otherBehind,
            String both,
            String shadow) {
        Member p = add("P", LighthouseVersion.V4, primary);
        Member o = add("O", LighthouseVersion.V4, other);
        assertThat(who(fleet.reader(canary(p, o)))).isEqualTo(none);

        p.told();
        assertThat(who(fleet.reader(canary(p, o)))).isEqualTo(primaryBehind);
        assertThat(who(fleet.reader(shadow(p, o)))).isEqualTo(shadow);
        o.told();
        assertThat(who(fleet.reader(canary(p, o)))).isEqualTo(both);
        p.heard();
        assertThat(who(fleet.reader(canary(p, o)))).isEqualTo(otherBehind);
        o.heard();
        assertThat(who(fleet.reader(canary(p, o)))).isEqualTo(none);
    }

    @Test
    void reader_insteadOfASuspendedOne_isRatherOneThatIsBehindThanOneThatLags() {
        Member lagging = add("lagging", LighthouseVersion.V4, BackendState.LAGGING);
        Member behind = add("behind", LighthouseVersion.V4, BackendState.READY);
        Member suspended = add("suspended", LighthouseVersion.V4, BackendState.SUSPENDED);
        behind.told();

        assertThat(fleet.reader(canary(suspended, lagging))).contains(behind);
    }

    @Test
    void primary_insteadOfASuspendedOne_isTheMostTrusted() {
        Member first = add("first", LighthouseVersion.V4, BackendState.READY);
        Member second = add("second", LighthouseVersion.V5, BackendState.READY);
        Member suspended = add("suspended", LighthouseVersion.V5, BackendState.SUSPENDED);
        Route alone = Route.to(suspended.backend(), "only");

        assertThat(fleet.primary(alone, Fork.CAPELLA)).contains(first);
        assertThat(fleet.primary(alone, Fork.DENEB)).contains(second);
    }

    @Test
    void primary_thatIsNotAttached_isReplacedAsOneThatIsSuspended() {
        Member removed = add("removed", LighthouseVersion.V4, BackendState.READY);
        Member other = add("other", LighthouseVersion.V4, BackendState.READY);
        fleet.remove(removed);

        assertThat(fleet.primary(canary(removed, other), null)).contains(other);
        assertThat(fleet.primary(canary(removed, other).firm(), null)).contains(other);
        assertThat(fleet.primary(Route.to(removed.backend(), "only"), null)).contains(other);
        assertThat(fleet.node(canary(removed, other), member -> true)).contains(other);
        assertThat(fleet.primary(canary(other, removed), null)).contains(other);

        fleet.remove(other);
        assertThat(fleet.primary(canary(removed, other), null)).isEmpty();
    }
}
