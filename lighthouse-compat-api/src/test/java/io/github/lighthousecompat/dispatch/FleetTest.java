package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.RoutingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all backends of a client must have been told, and who may come back. */
class FleetTest {
    private final List<String> heard = new ArrayList<>();
    private final Fleet fleet = new Fleet(
            "test",
            new Notices(
                    "test",
                    List.of(new RoutingListener() {
                        @Override
                        public void onState(Backend backend, BackendState from, BackendState to, String why) {
                            heard.add(backend.alias() + " " + from + " " + to + " " + why);
                        }
                    }),
                    new RoutingListener() {}),
            BackendHealth::new);
    private final Scripted v4 = Scripted.of(LighthouseVersion.V4);
    private final Member member = fleet.add(fleet.member(Backend.of("v4", v4), BackendState.LAGGING));

    private void note(Object argument) {
        synchronized (fleet) {
            if (argument instanceof NewPayloadRequest) {
                fleet.note(EngineOperations.NEW_PAYLOAD, argument);
            } else if (argument instanceof ForkchoiceState) {
                fleet.note(EngineOperations.FORKCHOICE_UPDATED, argument);
            } else {
                fleet.note(EngineOperations.FORKCHOICE_BUILD, argument);
            }
        }
    }

    private boolean rejoin(int head) {
        return rejoin(head, Set.of());
    }

    private boolean rejoin(int head, Set<Hash32> judged) {
        return fleet.rejoin(member, Optional.of(Samples.head(head)), judged, "back");
    }

    @Test
    void note_remembersTheLatestForkchoice() {
        assertThat(fleet.latest()).isEmpty();
        note(Samples.head(1));
        assertThat(fleet.latest()).contains(Samples.head(1));
        note(Samples.build(2));
        assertThat(fleet.latest()).contains(Samples.head(2));
        note(Samples.block(3));
        assertThat(fleet.latest()).contains(Samples.head(2));
        assertThat(fleet.isLatest(Samples.head(2))).isTrue();
        assertThat(fleet.isLatest(Samples.head(1))).isFalse();
    }

    @Test
    void note_ofAReadIsNothing() {
        synchronized (fleet) {
            fleet.note(EngineOperations.BLOCK_BY_HASH, Samples.hash(1));
        }
        assertThat(fleet.latest()).isEmpty();
        assertThat(fleet.rejoin(member, Optional.empty(), Set.of(), "back")).isTrue();
        assertThat(v4.calls()).isEmpty();
    }

    @Test
    void rejoin_withoutABlockThatCameWithoutAForkchoice_doesNothing() {
        note(Samples.block(1));
        note(Samples.head(1));
        note(Samples.block(2));
        note(Samples.block(3));
        Set<Hash32> all = hashes(2, 3);

        assertThat(rejoin(1)).isFalse();
        assertThat(rejoin(1, hashes(2, 2))).isFalse();
        assertThat(member.state()).isEqualTo(BackendState.LAGGING);
        assertThat(rejoin(1, all)).isTrue();

        assertThat(member.state()).isEqualTo(BackendState.READY);
        assertThat(v4.calls()).isEmpty();
        assertThat(heard).containsExactly("v4 LAGGING READY back");
    }

    private static Set<Hash32> hashes(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> Samples.block(number).payload().blockHash())
                .collect(Collectors.toSet());
    }

    @Test
    void withoutForkchoice_isWhatCameSince_inItsOrder() {
        note(Samples.block(1));
        note(Samples.block(2));
        note(Samples.head(1));
        note(Samples.block(3));

        assertThat(fleet.withoutForkchoice(member)).containsExactly(Samples.block(2), Samples.block(3));
    }

    @Test
    void withoutForkchoice_hasTheLastEightOnly() {
        note(Samples.head(0));
        IntStream.rangeClosed(1, 9).forEach(number -> note(Samples.block(number)));

        assertThat(fleet.withoutForkchoice(member))
                .isEqualTo(IntStream.rangeClosed(2, 9).mapToObj(Samples::block).toList());
    }

    @Test
    void withoutForkchoice_hasNoBlockThatTheMemberDoesNotSpeak() {
        note(Samples.head(0));
        note(Samples.block(1));
        note(Samples.denebBlock(2));

        assertThat(fleet.withoutForkchoice(member)).containsExactly(Samples.block(1));
    }

    @Test
    void rejoin_withAHeadThatIsNotTheLatest_doesNothing() {
        note(Samples.head(1));
        note(Samples.head(2));

        assertThat(rejoin(1)).isFalse();
        assertThat(fleet.rejoin(member, Optional.empty(), Set.of(), "back")).isFalse();

        assertThat(member.state()).isEqualTo(BackendState.LAGGING);
        assertThat(v4.calls()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void rejoin_fromAnyOtherState_doesNothing() {
        note(Samples.head(1));
        for (BackendState state : List.of(BackendState.READY, BackendState.SUSPENDED, BackendState.OUTDATED)) {
            synchronized (fleet) {
                member.state(state);
            }
            assertThat(rejoin(1)).as("%s", state).isFalse();
            assertThat(member.state()).isEqualTo(state);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void tell_sendsTheLatestForkchoiceOrNothing() {
        assertThat(fleet.tell(member, Samples.head(1)))
                .as("nobody has said anything yet")
                .isPresent();
        note(Samples.head(2));

        assertThat(fleet.tell(member, Samples.head(1))).as("an older one").isEmpty();
        assertThat(fleet.tell(member, Samples.head(2))).isPresent();

        assertThat(v4.arguments()).containsExactly(Samples.head(1), Samples.head(2));
    }

    @Test
    void memberThatWasRemoved_isToldNothingMore() {
        note(Samples.head(1));
        note(Samples.block(2));
        fleet.remove(member);

        assertThat(fleet.tell(member, Samples.head(1))).isEmpty();
        assertThat(rejoin(1)).isFalse();

        assertThat(v4.calls()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void move_fromAnotherState_doesNothingAndTellsNobody() {
        assertThat(fleet.move(member, BackendState.SUSPENDED, "why", BackendState.READY))
                .isFalse();
        assertThat(heard).isEmpty();

        assertThat(fleet.move(member, BackendState.SUSPENDED, "why", BackendState.READY, BackendState.LAGGING))
                .isTrue();
        assertThat(heard).containsExactly("v4 LAGGING SUSPENDED why");
        assertThat(fleet.states()).containsEntry("v4", BackendState.SUSPENDED);
    }

    @Test
    void isTrustedMore_followsTheOrder_andOneThatWasRemovedHasNoSay() {
        Member first = fleet.add(fleet.member(Backend.of("first", v4), BackendState.READY));
        Member second = fleet.add(fleet.member(Backend.of("second", v4), BackendState.READY));
        assertThat(fleet.isTrustedMore(first, second)).isTrue();
        assertThat(fleet.isTrustedMore(second, first)).isFalse();
        assertThat(fleet.isTrustedMore(first, first)).isFalse();

        fleet.remove(first);

        assertThat(fleet.isTrustedMore(first, second)).isFalse();
        assertThat(fleet.isTrustedMore(second, first)).isTrue();
    }

    @Test
    void source_isAnotherThatIsReady() {
        assertThat(fleet.source(member)).isEmpty();
        Member ready = fleet.add(fleet.member(Backend.of("ready", v4), BackendState.READY));

        assertThat(fleet.source(member)).contains(ready);
        assertThat(fleet.source(ready)).isEmpty();
    }

    @Test
    void add_ofAnAliasThatIsThere_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.add(fleet.member(Backend.of("v4", v4), BackendState.READY)))
                .withMessage("there is a backend v4 already");
        assertThat(fleet.members()).containsExactly(member);
    }

    @Test
    void memberThatThrows_failsItsOwnCallAlone() {
        Member broken = fleet.add(
                fleet.member(Backend.of("broken", new Scripted(LighthouseVersion.V5, List.of())), BackendState.READY));

        assertThat(broken.call(EngineOperations.FORKCHOICE_UPDATED, Samples.head(1), CallOptions.DEFAULT))
                .isCompletedExceptionally();
    }
}
