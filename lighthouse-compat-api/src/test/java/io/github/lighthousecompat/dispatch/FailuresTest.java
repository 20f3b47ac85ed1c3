package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of which failure lets another backend answer, cell by cell. */
class FailuresTest {
    private static final CallSite SITE = CallSite.of("test");
    private static final Set<Effect> NONE = EnumSet.noneOf(Effect.class);
    private static final Set<Effect> READ = EnumSet.of(Effect.READ, Effect.SIGNABLE, Effect.ANNOUNCE);
    private static final Set<Effect> READ_OR_PUBLISHED = with(READ, Effect.PUBLISH);
    private static final Set<Effect> FED = with(READ_OR_PUBLISHED, Effect.IDEMPOTENT_WRITE, Effect.ORDERED_WRITE);

    private static Set<Effect> with(Set<Effect> effects, Effect... more) {
        EnumSet<Effect> all = EnumSet.copyOf(effects);
        all.addAll(List.of(more));
        return all;
    }

    private static Map<LighthouseException, Set<Effect>> table() {
        Map<LighthouseException, Set<Effect>> table = new LinkedHashMap<>();
        table.put(new LighthouseException.Timeout(SITE, "x", Duration.ofSeconds(1)), FED);
        table.put(
                new LighthouseException.Unreachable(SITE, "x", "http://x", false, new IOException("refused")),
                with(FED, Effect.BUILD_START));
        table.put(new LighthouseException.Unreachable(SITE, "x", "http://x", true, new IOException("reset")), FED);
        table.put(new LighthouseException.Http(SITE, "x", 500, ""), READ_OR_PUBLISHED);
        table.put(new LighthouseException.Http(SITE, "x", 502, ""), FED);
        table.put(new LighthouseException.Http(SITE, "x", 503, ""), FED);
        table.put(new LighthouseException.Http(SITE, "x", 504, ""), FED);
        table.put(new LighthouseException.Http(SITE, "x", 429, ""), READ_OR_PUBLISHED);
        table.put(new LighthouseException.Http(SITE, "x", 404, ""), NONE);
        table.put(new LighthouseException.TooLarge(SITE, "x", 1), READ);
        table.put(new LighthouseException.Decode(SITE, "x", "$", "bad", null), READ_OR_PUBLISHED);
        table.put(new LighthouseException.Unsupported(SITE, "x", null, "m", "lacks it"), READ_OR_PUBLISHED);
        table.put(new LighthouseException.Authentication(SITE, "x", "401"), NONE);
        table.put(new LighthouseException.Rpc(SITE, "x", -32603, "broken"), NONE);
        table.put(new LighthouseException.Cancelled(SITE, "x", "cancelled"), NONE);
        table.put(new LighthouseException.NotConfigured(SITE, "x", "engineUrl"), NONE);
        table.put(new LighthouseException.Rejected(SITE, "x", LighthouseException.Rejected.Reason.QUEUE_FULL), NONE);
        table.put(
                new LighthouseException.Refused(SITE, "x", LighthouseException.Refused.Fault.BLOCK_HASH, "stale"),
                NONE);
        return table;
    }

    @Test
    void allowStandIn_byEffectAndFailure() {
        table().forEach((failure, allowed) -> {
            for (Effect effect : Effect.values()) {
                Operation<?, ?> operation = new Operation<>("x", effect, Duration.ofSeconds(1));
                assertThat(Failures.allowStandIn(operation, failure))
                        .as("%s after %s", effect, failure.getMessage())
                        .isEqualTo(allowed.contains(effect));
            }
        });
    }

    @Test
    void allowStandIn_neverForABlockThatOnlyItsProducerCanFillIn() {
        assertThat(table().keySet())
                .noneMatch(failure -> Failures.allowStandIn(BeaconOperations.PUBLISH_BLINDED_BLOCK, failure));
    }

    @Test
    void isMissed_unlessNothingShouldBeSent() {
        assertThat(table().keySet().stream().filter(failure -> !Failures.isMissed(failure)))
                .hasOnlyElementsOfTypes(LighthouseException.Refused.class, LighthouseException.Unsupported.class)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-32000, true",
        "-32601, true",
        "-32603, true",
        "-38005, true",
        "-32602, false",
        "-38002, false",
        "-38003, false",
        "-38006, false"
    })
    void isMissed_errorOfTheServer_unlessTheArgumentIsToBlame(int code, boolean missed) {
        assertThat(Failures.isMissed(new LighthouseException.Rpc(SITE, "x", code, "no")))
                .isEqualTo(missed);
    }

    @Test
    void outcome_isAShortWord() {
        assertThat(Failures.outcome("anything")).isEqualTo("ok");
        assertThat(Failures.outcome(new LighthouseException.Http(SITE, "x", 500, "")))
                .isEqualTo("http");
        assertThat(Failures.outcome(new LighthouseException.Cancelled(SITE, "x", "closed")))
                .isEqualTo("cancelled");
    }
}
