package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.rollout.AbReport;
import io.github.lighthousecompat.rollout.AbRun;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.demo.Block.Part;
import io.github.lighthousecompat.testkit.demo.Step.Kind;
import io.github.lighthousecompat.threads.SystemTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The migration that the demo shows: one host that drives a chain and knows of no version, and an operator who moves it
 * from v4 to v5 beneath.
 *
 * <p>The host is the {@link ChainDriver}, over a caller that counts. All else here is the operator. Used once, by one
 * thread.
 */
final class DemoRun implements AutoCloseable {
    private static final String V4 = "v4";
    private static final String V5 = "v5";
    private static final Duration BUILD_TIME = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    /** For each block forkchoice with attributes, getPayload, newPayload and forkchoice. */
    private static final int ANSWERS_IN_PARALLEL = 4;
    /** newPayload and forkchoice. */
    private static final int ANSWERS_TO_AN_IMPORT = 2;
    /** As above, without getPayload: only the primary builds. */
    private static final int ANSWERS_IN_CANARY = 3;

    private final DemoPlan plan;
    private final long seed;
    private final Side first;
    private final Side second;
    private final Screen screen;
    private final TimeSource time;
    private final Recorder recorder;
    private final CountedCaller.Counts calls = new CountedCaller.Counts();
    private final WeightDial dial = WeightDial.at(Weight.NONE);
    private final Backend v4;
    private final Backend v5;
    private final RoutedLighthouse routed;
    private final ChainDriver host;

    private final List<Step> steps = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> disagreements = new ArrayList<>();
    private int replayed;
    private long begun;

    private DemoRun(DemoPlan plan, long seed, Side first, Side second, Screen screen, TimeSource time) {
        this.plan = plan;
        this.seed = seed;
        this.first = first;
        this.second = second;
        this.screen = screen;
        this.time = time;
        this.recorder = new Recorder(time);
        this.v4 = Backend.borrowed(V4, first.client());
        this.v5 = Backend.borrowed(V5, second.client());
        this.routed = RoutedLighthouse.builder()
                .name("demo")
                .backends(v4)
                .router(Router.only(v4))
                .topology(Topology.SEPARATE)
                // a busy machine may be late with the second opinion, and the demo is about having it
                .conflictWait(PATIENCE)
                .listener(recorder)
                .time(time)
                .build();
        try {
            EngineApi engine = EngineApi.over(new CountedCaller(routed, calls), CallOptions.DEFAULT);
            this.host = ChainDriver.over(engine, plan.forks()).buildTime(BUILD_TIME);
        } catch (RuntimeException e) {
            routed.close();
            throw e;
        }
    }

    /** Runs all steps. */
    static DemoResult run(DemoPlan plan, long seed, Side v4, Side v5, Screen screen) {
        try (SystemTime time = new SystemTime("demo");
                DemoRun run = new DemoRun(plan, seed, v4, v5, screen, time)) {
            return run.all();
        }
    }

    @Override
    public void close() {
        routed.close();
    }

    private DemoResult all() {
        long start = time.nanoTime();
        Vectors vectors = Vectors.check();
        expect(vectors.isAgreed(), "block hashes agree with the vectors in " + vectors + " only");
        onlyV4();
        attach();
        parallel();
        begin();
        routed.router(Router.canary(v4, v5, dial, Assignment.hash("demo-" + seed)));
        canary(DemoPlan.FIRST_WEIGHT, plan.first());
        conflict();
        resume();
        canary(DemoPlan.CONFLICT_WEIGHT, plan.climb());
        abRun(plan.climb());
        routed.router(Router.canary(v4, v5, dial, Assignment.hash("demo-" + seed)));
        canary(Weight.percent(75), plan.climb());
        canary(Weight.ALL, plan.climb() - 1);
        fallback();
        fork();
        String refusal = wayBack();
        settle();
        Duration took = Duration.ofNanos(time.nanoTime() - start);
        return new DemoResult(
                seed, steps, blocks, vectors, calls, routed.stats(), replayed, refusal, disagreements, took);
    }

    private void onlyV4() {
        begin();
        grow("only(v4)", plan.only(), Weight.NONE, Part.REPLAYED);
        end("only(v4)", plan.only(), "v4 answers; v5 is not attached", Kind.BLOCKS);
    }

    private void attach() {
        begin();
        Lighthouse.await(routed.attach(v5));
        expect(recorder.replayed() == plan.only(), "attaching v5 replayed " + recorder.replayed() + " blocks");
        caughtUp("attach v5");
    }

    private void caughtUp(String title) {
        int count = recorder.replayed();
        replayed += count;
        end(title, 0, "caught up: " + count + (count == 1 ? " block" : " blocks") + " replayed from v4", Kind.JOIN);
    }

    private void parallel() {
        begin();
        int before = recorder.compared();
        int matched = recorder.agreed();
        routed.router(Router.parallel(v4, v5));
        grow("parallel", plan.parallel() - 1, Weight.NONE, Part.FED);
        screen.progress("parallel", blocks.size(), plan.blocks());
        NewPayloadRequest last = host.build();
        compared(before + plan.parallel() * ANSWERS_IN_PARALLEL - ANSWERS_TO_AN_IMPORT);
        int all = recorder.compared() - before;
        int matches = recorder.agreed() - matched;
        expect(matches == all, "in parallel " + matches + " of " + all + " answers matched");
        end(
                "parallel",
                plan.parallel(),
                "v4 answers, v5 builds too: " + matches + " of " + all + " match",
                Kind.BLOCKS);
        deny(last, Weight.NONE);
        resume();
    }

    private void canary(Weight weight, int count) {
        begin();
        dial.turn(weight);
        int before = recorder.compared();
        String title = "canary " + weight;
        List<Block> built = grow(title, count, weight, Part.FED);
        compared(before + count * ANSWERS_IN_CANARY);
        long byV5 = built.stream().filter(b -> b.v5() == Part.PRIMARY).count();
        end(title, count, "v4 answers " + (count - byV5) + ", v5 answers " + byV5, Kind.BLOCKS);
    }

    /** A canary of one half, with a report at its end. */
    private void abRun(int count) {
        begin();
        AbRun run = AbRun.builder("demo-" + seed)
                .control(v4)
                .treatment(v5)
                .duration(LONGEST_RUN)
                .begin(routed);
        routed.router(run.router());
        int before = recorder.compared();
        grow("A/B run", count, Weight.percent(50), Part.FED);
        compared(before + count * ANSWERS_IN_CANARY);
        run.close();
        AbReport report = run.report();
        AbReport.Row imports = report.rows().stream()
                .filter(row -> row.operation().equals(EngineOperations.NEW_PAYLOAD.name()))
                .findFirst()
                .orElseThrow();
        expect(
                imports.control().calls() + imports.treatment().calls() == count && imports.mismatches() == 0,
                "the A/B run counted " + imports);
        end(
                "A/B run 50 %",
                count,
                "newPayload: v4 " + imports.control().successes() + " of "
                        + imports.control().calls() + ", v5 "
                        + imports.treatment().successes() + " of "
                        + imports.treatment().calls() + " answered: " + imports.verdict(),
                Kind.BLOCKS);
    }

    /** v5's node dies between the building and the import of a block, and comes back. */
    private void fallback() {
        begin();
        routed.router(Router.primaryWithFallback(v5, v4));
        screen.progress("fallback", blocks.size(), plan.blocks());
        NewPayloadRequest block = host.build();
        int before = recorder.caughtUp();
        second.node().kill();
        host.importBlock(block);
        expect(
                routed.states().get(V5) == BackendState.LAGGING,
                "v5's node died, and v5 is " + routed.states().get(V5));
        second.node().revive();
        expect(recorder.awaitCaughtUp(before + 1, PATIENCE), "v5 has not come back");
        replayed += recorder.replayed();
        blocks.add(Block.of(block, Weight.ALL, Part.PRIMARY, Part.REPLAYED, false));
        end("fallback", 1, "v5's node dies; v4 answers at once, and v5 catches up when it is back", Kind.BLOCKS);
    }

    /** v5's node denies the first block of the step that v5 answers for; at the latest v5 is given one. */
    private void conflict() {
        begin();
        Weight weight = DemoPlan.CONFLICT_WEIGHT;
        String title = "canary " + weight;
        int most = plan.conflict() - plan.conflict() / 3;
        int count = 0;
        boolean isOfV5 = false;
        while (!isOfV5) {
            count++;
            Weight share = count < most ? weight : Weight.ALL;
            dial.turn(share);
            screen.progress(title, blocks.size(), plan.blocks());
            NewPayloadRequest block = host.build();
            isOfV5 = recorder.builder().equals(V5);
            if (isOfV5) {
                end(title, count, "v4 answers " + (count - 1) + ", then v5 builds", Kind.BLOCKS);
                deny(block, share);
            } else {
                host.importBlock(block);
                add(block, share, Part.FED, false);
            }
        }
        begin();
        int rest = plan.conflict() - count;
        grow("suspended", rest, Weight.NONE, Part.REPLAYED);
        end("weight 0 %", rest, "v4 answers; v5 is suspended", Kind.BLOCKS);
    }

    /** v5's node calls this block INVALID, whoever is asked first. */
    private void deny(NewPayloadRequest block, Weight weight) {
        begin();
        String number = block.payload().blockNumber().toString();
        String asked = recorder.builder();
        int before = recorder.found(Verdict.CONFLICT);
        second.node().deny(block.payload().blockHash());
        String seen;
        try {
            host.importBlock(block);
            seen = "so v4's VALID is the answer";
        } catch (Disagreement e) {
            expect(isOfBoth(e), "the Disagreement about block " + number + " says " + e.getMessage());
            // the host's rule for it: nothing was imported, so the same block is handed over again
            host.importBlock(block);
            seen = "so the caller gets a Disagreement with both answers";
        }
        expect(
                calls.failed() == (asked.equals(V5) ? 1 : 0),
                asked + " was asked, and " + calls.failed() + " calls failed");
        expect(recorder.awaitSuspended(PATIENCE), "v5 called block " + number + " INVALID and is not suspended");
        expect(recorder.found(Verdict.CONFLICT) > before, "no conflict was found in block " + number);
        expect(
                routed.states().get(V5) == BackendState.SUSPENDED,
                "v5 is " + routed.states().get(V5));
        expect(routed.weight().equals(Weight.NONE), "after the conflict the weight is " + routed.weight());
        expect(
                recorder.importer().equals(V4) && routed.primary().equals(v4),
                "after the conflict " + routed.primary() + " is asked");
        add(block, weight, Part.REPLAYED, true);
        dial.turn(Weight.NONE);
        end(
                "CONFLICT",
                0,
                "block " + number + ": v4 says VALID, v5 INVALID. Caught on the first call: " + asked + " is asked, "
                        + seen + "; v5 is suspended, and the next call has v4 as primary",
                Kind.CONFLICT);
    }

    private static boolean isOfBoth(Disagreement disagreement) {
        return disagreement.backend().equals(V5)
                && disagreement.other().equals(V4)
                && disagreement.answer() instanceof PayloadStatus denied
                && denied.isInvalid()
                && disagreement.otherAnswer() instanceof PayloadStatus other
                && other.isValid();
    }

    private void resume() {
        begin();
        second.node().mend();
        Lighthouse.await(routed.resume(V5));
        caughtUp("resume v5");
    }

    private void fork() {
        begin();
        routed.router(Router.only(v5));
        grow("Deneb fork", plan.fork(), Weight.ALL, Part.PRIMARY);
        expect(
                routed.states().get(V4) == BackendState.OUTDATED,
                "past the fork v4 is " + routed.states().get(V4));
        end("Deneb fork", plan.fork(), "v5 alone; v4 is OUTDATED, it speaks up to Capella", Kind.FORK);
    }

    private String wayBack() {
        begin();
        String reason;
        try {
            routed.router(Router.only(v4));
            reason = "";
            disagreements.add("past the fork the way back to v4 was not refused");
        } catch (IllegalStateException e) {
            reason = String.valueOf(e.getMessage());
        }
        end("back to v4", 0, "refused: " + reason, Kind.REFUSED);
        return reason;
    }

    /** Looks at what was left behind. */
    private void settle() {
        expect(blocks.size() == plan.blocks(), "the chain has " + blocks.size() + " blocks");
        expect(calls.lost() == 0, "of " + calls.begun() + " calls " + calls.lost() + " have not ended");
        expect(recorder.found(Verdict.MISMATCH) == 0, recorder.found(Verdict.MISMATCH) + " answers differ");
        missing(first, blocks.subList(0, plan.capella()), "v4");
        missing(second, blocks, "v5");
    }

    /** All are asked for at once, as the answers need no order. */
    private void missing(Side side, List<Block> expected, String name) {
        EngineApi engine = side.client().engine();
        List<CompletableFuture<Optional<ExecutionBlock>>> answers = expected.stream()
                .map(block -> engine.block(BlockTag.of(UInt64.of(block.number()))))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            Optional<Hash32> hash = Lighthouse.await(answers.get(i)).map(ExecutionBlock::hash);
            Block block = expected.get(i);
            expect(hash.equals(Optional.of(block.hash())), name + "'s node does not have block " + block.number());
        }
    }

    private List<Block> grow(String title, int count, Weight share, Part v5) {
        for (int i = 0; i < count; i++) {
            screen.progress(title, blocks.size(), plan.blocks());
            NewPayloadRequest block = host.build();
            host.importBlock(block);
            add(block, share, v5, false);
        }
        return blocks.subList(blocks.size() - count, blocks.size());
    }

    private void add(NewPayloadRequest block, Weight share, Part v5Otherwise, boolean denied) {
        boolean byV5 = recorder.importer().equals(V5);
        Part v4Otherwise = block.fork() == Fork.CAPELLA ? Part.FED : Part.NONE;
        blocks.add(
                Block.of(block, share, byV5 ? v4Otherwise : Part.PRIMARY, byV5 ? Part.PRIMARY : v5Otherwise, denied));
    }

    private void compared(int count) {
        expect(
                recorder.awaitCompared(count, PATIENCE),
                "only " + recorder.compared() + " of " + count + " answers were compared");
    }

    private void begin() {
        begun = time.nanoTime();
    }

    private void end(String title, int count, String outcome, Kind kind) {
        Duration took = Duration.ofNanos(time.nanoTime() - begun);
        int next = steps.stream().mapToInt(Step::blocks).sum() + 1;
        Step step = new Step(title, next, count, outcome, took, kind);
        steps.add(step);
        screen.line(DemoText.step(steps.size(), step));
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            disagreements.add(otherwise);
        }
    }
}
