package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.testkit.ChainSpec;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DemoRunTest {
    private static final DemoPlan PLAN = DemoPlan.of(DemoPlan.DEFAULT);
    private static final long SEED = 861;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FakeLighthouseV4 v4 =
            FakeLighthouseV4.builder().chain(chain(SEED)).build();
    private final FakeLighthouseV5 v5 =
            FakeLighthouseV5.builder().chain(chain(SEED + 1)).build();

    @Test
    void run_healthySides_agreesAndTellsItInText() {
        DemoResult result = run();

        assertThat(result.disagreements()).isEmpty();
        assertThat(result.blocks()).hasSize(DemoPlan.DEFAULT);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(112));
        assertThat(DemoText.closing(result))
                .contains("block hashes   87 of 87 agree with the committed vectors of @ethereumjs/block")
                .contains("Everything agreed.")
                .anyMatch(line -> line.startsWith("newPayload "));
    }

    @Test
    void run_aPayloadThatDiffersInParallel_isADisagreement() {
        v5.script().on(EngineOperations.GET_PAYLOAD).times(1).change(DemoRunTest::withAnotherRandao);

        DemoResult result = run();

        assertThat(result.isAgreed()).isFalse();
        assertThat(result.disagreements())
                .containsExactlyInAnyOrder("in parallel 29 of 30 answers matched", "1 answers differ");
        assertThat(DemoText.closing(result)).contains("UNEXPECTED DISAGREEMENT:", "  1 answers differ");
        assertThat(DemoPage.of(result)).contains("What should not be", "<li>1 answers differ</li>");
    }

    @Test
    void page_needsNothingElse() {
        String page = DemoPage.of(run());

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("prefers-color-scheme: dark", "Everything agreed", "<html lang=\"en\">")
                .doesNotContain("{{", "http:", "https:", "<script", "<link", "src=", "@import", "What should not be");
    }

    @Test
    void page_drawsEveryBlockOnceForEachVersionThatHasIt() throws Exception {
        DemoResult result = run();
        Document timeline = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Timeline.of(result).getBytes(StandardCharsets.UTF_8)));

        int tips = timeline.getElementsByTagName("title").getLength() - 1;
        assertThat(tips).isEqualTo(PLAN.blocks() + PLAN.capella());
        assertThat(timeline.getElementsByTagName("circle").getLength()).isEqualTo((int) result.blobs());
        assertThat(timeline.getElementsByTagName("desc").item(0).getTextContent())
                .startsWith("72 blocks; v4 answered 47, v5 answered 25.")
                .contains("Blocks 9 to 16: parallel.");
    }

    private DemoResult run() {
        Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return DemoRun.run(PLAN, SEED, side(v4), side(v5), screen);
    }

    private static ChainSpec chain(long seed) {
        return ChainSpec.builder().forks(PLAN.forks()).seed(seed).build();
    }

    private static BuiltPayload withAnotherRandao(BuiltPayload built) {
        CapellaPayload payload = ((CapellaBuiltPayload) built).payload();
        return BuiltPayload.of(
                CapellaPayload.builder().from(payload).prevRandao(Hash32.ZERO).build(), built.blockValue());
    }

    private static <F extends FakeLighthouse & LighthouseApi> Side side(F fake) {
        return new Side(fake, new Side.Node() {
            @Override
            public void deny(Hash32 block) {
                fake.script()
                        .on(EngineOperations.NEW_PAYLOAD)
                        .change(status -> status.latestValidHash().equals(Optional.of(block))
                                ? PayloadStatus.invalid(Optional.empty(), "put in by the test")
                                : status);
            }

            @Override
            public void mend() {
                fake.script().clear();
            }

            @Override
            public void kill() {
                fake.kill();
            }

            @Override
            public void revive() {
                fake.revive();
            }
        });
    }
}
