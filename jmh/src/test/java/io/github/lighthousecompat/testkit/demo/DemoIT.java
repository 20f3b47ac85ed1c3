package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.demo.Block.Part;
import io.github.lighthousecompat.testkit.demo.Step.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @Test
    void run_agreesAndShowsEveryStep(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("pages").resolve("demo.html");

        Run run = Run.demo("--plain", "--page", page.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).as(run.out()).isEqualTo(Exit.AGREED);
        assertThat(run.out().replaceAll("\\s+", " "))
                .containsSubsequence(
                        "only(v4)",
                        "attach v5",
                        "8 blocks replayed",
                        "parallel",
                        "30 of 30 match",
                        "CONFLICT",
                        "Caught on the first call: v4 is asked, so v4's VALID is the answer",
                        "the next call has v4 as primary",
                        "resume v5",
                        "1 block replayed",
                        "canary 10 %",
                        "canary 25 %",
                        "CONFLICT",
                        "Caught on the first call: v5 is asked, so the caller gets a Disagreement with both answers",
                        "the next call has v4 as primary",
                        "weight 0 %",
                        "resume v5",
                        "A/B run 50 %",
                        "newPayload: v4 ",
                        " answered: INSUFFICIENT",
                        "canary 75 %",
                        "canary 100 %",
                        "fallback",
                        "v5's node dies; v4 answers at once, and v5 catches up when it is back",
                        "Deneb fork",
                        "refused:",
                        "the chain is past Capella",
                        "87 of 87 agree",
                        " 0 lost",
                        "conflicts",
                        "Everything agreed.",
                        "-Pcheck");
        assertThat(run.out()).doesNotContain("\u001b").isASCII();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void run_blocksAreWhatThePlanSays() {
        DemoPlan plan = DemoPlan.of(DemoPlan.FEWEST);

        DemoResult result = run(plan, 5);

        assertThat(result.disagreements()).isEmpty();
        assertThat(result.blocks()).hasSize(DemoPlan.FEWEST).allSatisfy(block -> {
            assertThat(block.transactions()).isPositive();
            assertThat(block.withdrawals()).isPositive();
            assertThat(block.blobs() > 0).isEqualTo(block.fork() == Fork.DENEB);
        });
        assertThat(result.steps().stream().map(Step::kind))
                .containsOnlyOnce(Kind.FORK, Kind.REFUSED)
                .containsSubsequence(Kind.CONFLICT, Kind.CONFLICT)
                .endsWith(Kind.FORK, Kind.REFUSED);
        Set<Weight> shares = result.blocks().stream().map(Block::share).collect(Collectors.toSet());
        assertThat(shares)
                .containsExactlyInAnyOrder(
                        Weight.NONE,
                        Weight.percent(10),
                        Weight.percent(25),
                        Weight.percent(50),
                        Weight.percent(75),
                        Weight.ALL);
        List<Block> denied = result.blocks().stream().filter(Block::isDenied).toList();
        assertThat(denied).hasSize(2).extracting(Block::v4).containsOnly(Part.PRIMARY);
        long first = denied.get(0).number();
        assertThat(first).isEqualTo(plan.only() + plan.parallel());
        long afterConflict = result.blocks().stream()
                .filter(block -> block.number() >= first && block.v5() == Part.REPLAYED)
                .count();
        assertThat(result.replayed()).isEqualTo(plan.only() + afterConflict);
        assertThat(result.calls().lost()).isZero();
        assertThat(result.calls().failed()).as("the Disagreement").isOne();
    }

    @Test
    void run_sameSeed_buildsTheSameChain() {
        DemoPlan plan = DemoPlan.of(DemoPlan.FEWEST);

        List<Block> once = run(plan, 11).blocks();

        assertThat(run(plan, 11).blocks()).isEqualTo(once);
        assertThat(run(plan, 12).blocks()).isNotEqualTo(once);
    }

    private static DemoResult run(DemoPlan plan, long seed) {
        Screen screen = Screen.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try (DemoNodes nodes = DemoNodes.start(plan, seed)) {
            return DemoRun.run(plan, seed, nodes.v4(), nodes.v5(), screen);
        }
    }
}
