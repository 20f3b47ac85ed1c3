package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.Rpc;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.compare.Calibration;
import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.compare.Divergences;
import io.github.lighthousecompat.compare.IgnoreRule;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the answers of two backends are compared while calls are made. */
@Timeout(30)
class ComparisonTest {
    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    @Tag("S20")
    void timesOfBothCalls_areTheirOwn() {
        RoutedLighthouse routed = two.route(Router::parallel);
        two.v4.script().on(EngineOperations.CHAIN_ID).delay(Duration.ofMillis(4));
        two.v5.script().on(EngineOperations.CHAIN_ID).delay(Duration.ofMillis(9));

        CompletableFuture<UInt64> answer = routed.engine().chainId();
        CompletableFuture<?> compared = two.nextComparison();
        two.time.advance(Duration.ofMillis(4));
        answer.join();
        two.time.advance(Duration.ofMillis(5));
        compared.join();

        assertThat(two.comparisons).singleElement().satisfies(comparison -> {
            assertThat(comparison.took()).isEqualTo(Duration.ofMillis(4));
            assertThat(comparison.otherTook()).isEqualTo(Duration.ofMillis(9));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("S21")
    void otherThatHangs_keepsNobodyWaiting(boolean parallel) {
        RoutedLighthouse routed = two.route(parallel ? Router::parallel : Router::shadow);
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).hold();
        two.v5.script().on(EngineOperations.CHAIN_ID).hold();

        assertThat(routed.engine().newPayload(block)).isCompletedWithValueMatching(PayloadStatus::isValid);
        assertThat(routed.engine().chainId()).isCompleted();
    }

    @Test
    @Tag("S22")
    void everyCall_isMadeAtMostOnceByEach() {
        RoutedLighthouse routed = two.route(Router::parallel);

        two.driver(routed).advance(5);

        for (var operation : List.of(
                EngineOperations.NEW_PAYLOAD,
                EngineOperations.FORKCHOICE_UPDATED,
                EngineOperations.FORKCHOICE_BUILD,
                EngineOperations.GET_PAYLOAD)) {
            assertThat(two.v4.calls(operation)).as("%s", operation).hasSize(5).doesNotHaveDuplicates();
            assertThat(two.v5.calls(operation)).as("%s", operation).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("S23")
    void primary_isWhoeverTheRouterNames() {
        RoutedLighthouse routed = two.route((old, young) -> Router.parallel(young, old));
        two.v4.script().on(EngineOperations.CHAIN_ID).answer(UInt64.of(4));
        two.v5.script().on(EngineOperations.CHAIN_ID).times(1).answer(UInt64.of(5));
        two.v5.script().on(EngineOperations.CHAIN_ID).fail((site, operation) -> new Rpc(site, operation, -32000, "no"));

        assertThat(Lighthouse.await(routed.engine().chainId())).isEqualTo(UInt64.of(5));
        assertThatThrownBy(() -> Lighthouse.await(routed.engine().chainId()))
                .isInstanceOfSatisfying(
                        Rpc.class, failure -> assertThat(failure.backend()).isEqualTo("v5"));
        assertThat(two.comparisons)
                .extracting(c -> c.verdict())
                .containsExactly(Verdict.MISMATCH, Verdict.PRIMARY_ERROR);
        assertThat(two.comparisons).extracting(c -> c.primary()).containsOnly(two.young);
    }

    @Test
    @Tag("S70")
    void anAnswerThatDiffers_isAMismatchAndNeverAMatch() {
        RoutedLighthouse routed = two.route(Router::parallel);
        two.v5
                .script()
                .on(EngineOperations.BLOCK_BY_NUMBER)
                .change(block -> block.map(b ->
                        ExecutionBlock.builder().from(b).stateRoot(Hash32.ZERO).build()));

        Lighthouse.await(routed.engine().block(BlockTag.LATEST));

        assertThat(two.count(EngineOperations.BLOCK_BY_NUMBER, Verdict.MISMATCH))
                .isEqualTo(1);
        assertThat(two.count(EngineOperations.BLOCK_BY_NUMBER, Verdict.MATCH)).isZero();
        assertThat(two.comparisons.get(0).differences())
                .extracting(Difference::path, Difference::otherAnswer)
                .containsExactly(tuple("stateRoot", Hash32.ZERO.toHex()));
    }

    @Test
    @Tag("S25")
    void bothThatFail_areComparedByHow() {
        RoutedLighthouse routed = two.route(Router::parallel);
        two.v4.script().on(EngineOperations.CHAIN_ID).fail((site, operation) -> new Rpc(site, operation, -32000, "a"));
        two.v5
                .script()
                .on(EngineOperations.CHAIN_ID)
                .times(1)
                .fail((site, operation) -> new Rpc(site, operation, -32000, "b"));
        two.v5.script().on(EngineOperations.CHAIN_ID).fail(TwoBackends.unreachable());

        assertThat(routed.engine().chainId()).isCompletedExceptionally();
        assertThat(routed.engine().chainId()).isCompletedExceptionally();

        assertThat(two.comparisons)
                .extracting(c -> c.verdict())
                .containsExactly(Verdict.BOTH_ERROR, Verdict.ERRORS_DIFFER);
    }

    @Test
    @Tag("S27")
    void whatTheOtherCannotSay_isNotItsFailure() {
        RoutedLighthouse routed = two.route(Router::parallel);
        BiFunction<CallSite, String, Unsupported> lacks = (site, operation) ->
                new Unsupported(site, operation, null, "eth_chainId", "this dialect has no such method");
        two.v5.script().on(EngineOperations.CHAIN_ID).fail(lacks);

        assertThat(routed.engine().chainId()).isCompleted();

        assertThat(two.comparisons).extracting(c -> c.verdict()).containsExactly(Verdict.NOT_SENT);
    }

    @Test
    @Tag("S26")
    void divergences_areKeptWithoutPayloads(@TempDir Path dir) {
        Path path = dir.resolve("divergences.jsonl");
        RoutedLighthouse routed = two.keep(two.builder()
                .name("chain")
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .ignore(IgnoreRules.NONE)
                .comparisonLog(ComparisonLog.to(path))
                .build());

        two.driver(routed).advance(2);
        untilKept(routed);
        routed.close();

        List<Divergence> found = routed.divergences().latest();
        assertThat(found)
                .filteredOn(divergence -> divergence.operation().equals("getPayload"))
                .hasSize(2)
                .allSatisfy(divergence -> assertThat(divergence.differences())
                        .extracting(Difference::path)
                        .contains("payload.transactions[0]", "payload.blockHash"));
        assertThat(found)
                .flatExtracting(Divergence::differences)
                .allSatisfy(difference -> assertThat(difference.answer()).hasSizeLessThanOrEqualTo(80));
        assertThat(path).content().hasLineCount(found.size()).doesNotContain(transaction());
        assertThat(routed.divergences().unwritten()).isZero();
    }

    /** Waits until all divergences have been looked at; whoever closes does not wait for that for long. */
    private void untilKept(RoutedLighthouse routed) {
        two.untilCompared();
        long divergences = two.comparisons.stream()
                .filter(comparison -> comparison.verdict().isDivergence())
                .count();
        Eventually.until(() -> {
            Divergences now = routed.divergences();
            return now.kept() + now.limited() + now.dropped() == divergences;
        });
    }

    /** The digits of a transaction that v4 put into a block. */
    private String transaction() {
        return two.v4
                .calls(EngineOperations.NEW_PAYLOAD)
                .get(0)
                .payload()
                .transactions()
                .get(0)
                .toHex()
                .substring(2);
    }

    @Test
    void comparisonLogThatCannotBeWritten_harmsNoCall(@TempDir Path dir) {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .ignore(IgnoreRules.NONE)
                .comparisonLog(ComparisonLog.to(dir.resolve("gone").resolve("log")))
                .build());

        two.driver(routed).advance(2);
        untilKept(routed);
        routed.close();

        assertThat(routed.divergences().unwritten())
                .isPositive()
                .isEqualTo(routed.divergences().kept());
    }

    @Test
    void calibration_proposesWhatTwoOfOneVersionDifferIn() {
        FakeLighthouseV4 twin =
                FakeLighthouseV4.builder().chain(two.spec).time(two.time).build();
        Calibration calibration = Calibration.create();
        Backend other = Backend.of("twin", twin);
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .backends(two.old, other)
                .router(Router.parallel(two.old, other))
                .topology(Topology.SEPARATE)
                .time(two.time)
                .listener(calibration)
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(3);
        twin.script().on(EngineOperations.BLOCK_BY_NUMBER).times(4).change(block -> block.map(ComparisonTest::tagged));
        twin.script().on(EngineOperations.CHAIN_ID).times(1).answer(UInt64.ZERO);
        twin.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(PayloadStatus.syncing());

        for (int i = 0; i < 6; i++) {
            Lighthouse.await(routed.engine().block(BlockTag.LATEST));
            Lighthouse.await(routed.engine().chainId());
        }
        driver.advance(1);

        assertThat(calibration.result(2).proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.rule().operation()).isEqualTo("blockByNumber");
            assertThat(proposal.rule().path()).isEqualTo("extraData");
            assertThat(proposal.seen()).isEqualTo(4);
            // these six, and where the driver began
            assertThat(proposal.compared()).isEqualTo(7);
            assertThat(proposal.example().otherAnswer()).startsWith("3 bytes");
        });
        assertThat(calibration.result(1).rules()).extracting(IgnoreRule::path).containsExactly("extraData", "$");
    }

    private static ExecutionBlock tagged(ExecutionBlock block) {
        return ExecutionBlock.builder()
                .from(block)
                .extraData(Bytes.parse("0x010203"))
                .build();
    }

    @Test
    void calibratedRules_hideWhatTheyNameAndNothingElse() {
        Calibration calibration = Calibration.create();
        two.v5.script().on(EngineOperations.BLOCK_BY_NUMBER).change(block -> block.map(ComparisonTest::tagged));
        two.v5.script().on(EngineOperations.CHAIN_ID).answer(UInt64.ZERO);
        RoutedLighthouse learning = parallel(IgnoreRules.DEFAULT, calibration);
        Lighthouse.await(learning.engine().block(BlockTag.LATEST));

        RoutedLighthouse knowing =
                parallel(IgnoreRules.DEFAULT.plus(calibration.result(1).rules()), two);
        Lighthouse.await(knowing.engine().block(BlockTag.LATEST));
        Lighthouse.await(knowing.engine().chainId());

        assertThat(two.comparisons).extracting(c -> c.verdict()).containsExactly(Verdict.IGNORED, Verdict.MISMATCH);
    }

    private RoutedLighthouse parallel(IgnoreRules rules, RoutingListener listener) {
        return two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .topology(Topology.SEPARATE)
                .time(two.time)
                .ignore(rules)
                .listener(listener)
                .build());
    }
}
