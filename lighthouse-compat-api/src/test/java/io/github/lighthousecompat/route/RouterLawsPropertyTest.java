package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.RouterModel.Decision;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of routers, over random compositions of all presets, assignments and combinators. */
class RouterLawsPropertyTest {
    private static final List<Backend> BACKENDS = List.of(Backends.OLD, Backends.YOUNG, Backends.THIRD);

    private static final List<Operation<?, ?>> OPERATIONS = Stream.concat(
                    EngineOperations.ALL.stream(), BeaconOperations.ALL.stream())
            .toList();

    private static final RouterModels MODELS =
            new RouterModels(BACKENDS, OPERATIONS, List.of(RouterModel.Kind.values()));

    @Provide
    Arbitrary<CallContext> contexts() {
        Arbitrary<String> texts = Arbitraries.of("", "", "1700000012", "1700000024", "session_0", "session_1");
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 9_999);
        return Combinators.combine(Arbitraries.of(OPERATIONS), texts, texts, places, places)
                .as(CallContext::of)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<RouterModel> models() {
        return MODELS.composed(3).withoutEdgeCases();
    }

    @Provide
    Arbitrary<RouterModel.Canary> canaries() {
        return MODELS.canaries();
    }

    @Tag("S15")
    @Property
    void route_isWhatTheModelSays(@ForAll("models") RouterModel model, @ForAll("contexts") CallContext context) {
        assertThat(Decision.of(model.router().route(context))).isEqualTo(model.decide(context));
    }

    @Property
    void backends_areAllThatARouteNames(
            @ForAll("models") RouterModel model,
            @ForAll @Size(min = 1, max = 20) List<@From("contexts") CallContext> contexts) {
        Router router = model.router();
        assertThat(router.backends()).isEqualTo(model.backends());
        for (CallContext context : contexts) {
            Route route = router.route(context);
            assertThat(router.backends()).contains(route.primary()).containsAll(route.others());
            route.standIn().ifPresent(standIn -> assertThat(router.backends()).contains(standIn));
        }
    }

    @Property
    void weight_isWhatTheModelSays(@ForAll("models") RouterModel model) {
        assertThat(model.router().weight()).isEqualTo(model.weight());
    }

    @Property
    void route_isPureAndMadeOnce(
            @ForAll("models") RouterModel model,
            @ForAll @Size(min = 20, max = 20) List<@From("contexts") CallContext> contexts) {
        Router router = model.router();
        Set<Route> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CallContext context : contexts) {
            Route route = router.route(context);
            assertThat(router.route(context)).isSameAs(route);
            seen.add(route);
        }
        assertThat(seen).hasSizeLessThanOrEqualTo(model.routes());
    }

    @Tag("S1")
    @Tag("S2")
    @Property
    void canary_ofNoneIsItsStableBackendAndOfAllItsCanary(
            @ForAll("canaries") RouterModel.Canary model, @ForAll("contexts") CallContext context) {
        Router router = model.router();
        model.dial().turn(Weight.NONE);
        assertThat(router.route(context).primary()).isSameAs(model.stable());
        model.dial().turn(Weight.ALL);
        assertThat(router.route(context).primary()).isSameAs(model.canary());
    }

    @Tag("S6")
    @Property
    void canary_holdsNobodyWhenItsWeightGoesBack(
            @ForAll("canaries") RouterModel.Canary model, @ForAll("contexts") CallContext context) {
        Router router = model.router();
        Weight before = model.dial().weight();
        Route first = router.route(context);
        model.dial().turn(Weight.ALL);
        router.route(context);
        model.dial().turn(before);

        assertThat(router.route(context)).isSameAs(first);
    }

    @Tag("S15")
    @Property
    void shadowAndParallel_answerLikeTheirPrimaryAlone(@ForAll("contexts") CallContext context) {
        Backend only = Router.only(Backends.OLD).route(context).primary();
        assertThat(Router.shadow(Backends.OLD, Backends.YOUNG).route(context).primary())
                .isSameAs(only);
        assertThat(Router.parallel(Backends.OLD, Backends.YOUNG).route(context).primary())
                .isSameAs(only);
        assertThat(Router.parallel(Backends.YOUNG, Backends.OLD).route(context).primary())
                .isSameAs(Backends.YOUNG);
    }

    @Property
    void sampledShadow_comparesTheDrawsBelowItsShare_andKeepsItsPrimary(
            @ForAll("contexts") CallContext context, @ForAll @IntRange(max = Weight.WHOLE) int share) {
        Route route = Router.shadow(Backends.OLD, Backends.YOUNG, Weight.basisPoints(share))
                .route(context);

        assertThat(route.primary()).isSameAs(Backends.OLD);
        assertThat(route.extra()).isEqualTo(context.draw() < share ? Route.Extra.SHADOW : Route.Extra.NONE);
    }

    @Tag("S18")
    @Property
    void killable_underKillIsItsBackendAloneWhateverIsBelow(
            @ForAll("models") RouterModel model, @ForAll("contexts") CallContext context) {
        ManualKillSwitch first = KillSwitch.manual();
        ManualKillSwitch second = KillSwitch.manual();
        Router base = model.router();
        Router router = base.killable(Backends.OLD, first, second);
        assertThat(router.route(context)).isSameAs(base.route(context));

        second.on();
        Route killed = router.route(context);
        assertThat(killed.primary()).isSameAs(Backends.OLD);
        assertThat(killed.extra()).isEqualTo(Route.Extra.NONE);
        assertThat(killed.standIn()).isEmpty();
        assertThat(killed.reason()).isEqualTo("kill");
        first.on();
        second.off();
        assertThat(router.route(context)).isSameAs(killed);

        first.off();
        assertThat(router.route(context)).isSameAs(base.route(context));
    }

    @Tag("S18")
    @Property
    void overriding_touchesItsOperationAlone(
            @ForAll("models") RouterModel model,
            @ForAll("models") RouterModel otherModel,
            @ForAll("contexts") CallContext context) {
        Router base = model.router();
        Router other = otherModel.router();
        Router router = base.overriding(EngineOperations.NEW_PAYLOAD, other);

        boolean overridden = context.operation() == EngineOperations.NEW_PAYLOAD;
        assertThat(router.route(context)).isSameAs((overridden ? other : base).route(context));
        assertThat(base.overriding(EngineOperations.NEW_PAYLOAD, base).route(context))
                .isSameAs(base.route(context));
    }

    @Property
    void overriding_twiceKeepsTheLater(
            @ForAll("models") RouterModel model,
            @ForAll("models") RouterModel later,
            @ForAll("contexts") CallContext c) {
        Router last = later.router();
        Router twice = model.router()
                .overriding(EngineOperations.NEW_PAYLOAD, Router.only(Backends.THIRD))
                .overriding(EngineOperations.NEW_PAYLOAD, last);
        CallContext call = CallContext.of(EngineOperations.NEW_PAYLOAD, c.unit(), c.session(), c.draw(), c.turn());

        assertThat(twice.route(call)).isSameAs(last.route(call));
    }
}
