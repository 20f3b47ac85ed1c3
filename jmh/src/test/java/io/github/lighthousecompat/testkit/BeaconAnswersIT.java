package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Http;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table of endpoints in the documents says of answers is what adapters make of them, at every release. */
@Timeout(60)
class BeaconAnswersIT {
    private static final String REFUSED = "{\"code\":%d,\"message\":\"SOME: words\",\"failures\":[%s]}";

    static Stream<EndpointCell> cells() {
        return EndpointCell.all().filter(EndpointCell::isAsked);
    }

    static Stream<EndpointCell> told() {
        return cells().filter(cell -> !cell.row().statuses().isEmpty());
    }

    static Stream<EndpointCell> parts() {
        return cells().filter(cell -> cell.row().isInParts());
    }

    /** Makes the call of a cell once its endpoint, and those that stand in for it, are as a script says. */
    private static void ask(
            EndpointCell cell, Consumer<BeaconScript.Rule> script, BiConsumer<FakeBeaconNode, Object> end) {
        try (FakeBeaconNode node = cell.node();
                LighthouseApi api = cell.client(node)) {
            Supplier<CompletableFuture<?>> call = cell.call(api.beacon(), node);
            EndpointRow.all().stream()
                    .filter(row -> row.operation().equals(cell.row().operation()))
                    .forEach(row -> script.accept(node.script().on(row.method(), row.path())));
            end.accept(node, EndpointCell.end(call));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void notFound_isNothingWhereTheRowSaysSo_andElseAFailure(EndpointCell cell) {
        ask(cell, rule -> rule.error(404, "NOT_FOUND: beacon block not found"), (node, end) -> {
            switch (cell.row().missing().orElse("a failure")) {
                case "empty" -> assertThat(end).isEqualTo(Optional.empty());
                case "none" ->
                    assertThat(end)
                            .isInstanceOfSatisfying(
                                    ChainAnswer.class,
                                    answer -> assertThat(answer.data()).isEqualTo(List.of()));
                case "the header `Server`" -> assertThat(end).isEqualTo(new NodeVersion(node.version()));
                default ->
                    assertThat(end)
                            .isInstanceOfSatisfying(
                                    Http.class,
                                    failure -> assertThat(failure.status()).isEqualTo(404));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void memberThatIsMissing_isDecodeAtItsPath_unlessTheRowSaysThatItMayBe(EndpointCell cell) {
        for (String member : cell.row().required()) {
            ask(
                    cell,
                    rule -> rule.without(member),
                    (node, end) -> assertThat(end)
                            .as(member)
                            .isInstanceOfSatisfying(
                                    Decode.class,
                                    failure -> assertThat(failure.path()).isEqualTo("$." + member)));
        }
        for (String member : cell.row().optional()) {
            ask(
                    cell,
                    rule -> rule.without(member),
                    (node, end) -> assertThat(end).as(member).isNotInstanceOf(Throwable.class));
        }
    }

    @ParameterizedTest
    @MethodSource("told")
    void status_isAnAnswerWhereTheRowHasIt_andElseAFailure(EndpointCell cell) {
        for (int status : List.of(200, 202, 206, 500, 503)) {
            String body = status == 200 ? "" : REFUSED.formatted(status, "");
            ask(cell, rule -> rule.answer(status, body), (node, end) -> {
                if (!cell.row().statuses().contains(status)) {
                    assertThat(end).as("%s", status).isInstanceOfAny(Http.class, Decode.class);
                } else if (end instanceof PublishResult result) {
                    assertThat(result.isPublished()).isEqualTo(status == 200);
                } else {
                    assertThat(end).as("%s", status).isNotInstanceOf(Throwable.class);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void refusalOfAPart_whereTheRowHasIt_isTheResult(EndpointCell cell) {
        String body = REFUSED.formatted(400, "{\"index\":0,\"message\":\"old\"}");
        ask(
                cell,
                rule -> rule.answer(400, body),
                (node, end) -> assertThat(end).isInstanceOfSatisfying(PublishResult.class, result -> {
                    assertThat(result.status()).isEqualTo(PublishResult.Status.INCOMPLETE);
                    assertThat(result.failures()).hasSize(1);
                }));
    }
}
