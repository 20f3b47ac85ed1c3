package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EngineAnswersTest {
    @ParameterizedTest
    @EnumSource
    void payloadStatus_readsEveryStatus(PayloadStatus.Status status) {
        assertThat(read("{'status':'" + status + "'}", EngineAnswers.PAYLOAD_STATUS))
                .isEqualTo(PayloadStatus.of(status, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'payloadStatus':{'status':'SYNCING'}}",
                "{'payloadId':null,'payloadStatus':{'latestValidHash':null,'validationError':null,'status':'SYNCING'}}",
            })
    void forkchoice_takesAbsentForNull(String result) {
        assertThat(read(result, EngineAnswers.FORKCHOICE))
                .isEqualTo(new ForkchoiceAnswer(PayloadStatus.syncing(), Optional.empty()));
    }

    @Test
    void forkchoice_keepsAnEmptyValidationErrorAndLeadingZerosOfAnId() {
        assertThat(read(
                        "{'payloadStatus':{'status':'INVALID','latestValidHash':'0x" + "0".repeat(64)
                                + "','validationError':''},'payloadId':'0x00000000000000Ff'}",
                        EngineAnswers.FORKCHOICE))
                .isEqualTo(new ForkchoiceAnswer(
                        PayloadStatus.invalid(Optional.of(Hash32.ZERO), ""), Optional.of(UInt64.of(255))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'code':'GE','name':'','version':'1','commit':'0xABCDEF01'}]",
                "[{'code':'GE','clientName':'go-ethereum','version':'1','commit':'abcdef01'}]",
                "[{'commit':'abcdef01','version':'1','name':null,'code':'GE'}]",
            })
    void clientVersions_takeWhatServersSend(String result) {
        assertThat(read(result, EngineAnswers.CLIENT_VERSIONS))
                .containsExactly(ClientVersion.of("GE", "", "1", "abcdef01"));
    }

    @Test
    void syncing_isAnythingButFalse() {
        assertThat(read("false", EngineAnswers.SYNCING)).isEqualTo(SyncStatus.SYNCED);
        assertThat(read("true", EngineAnswers.SYNCING))
                .isEqualTo(SyncStatus.of(true, Optional.empty(), Optional.empty()));
        assertThat(read("{'startingBlock':'0x0','currentBlock':'0x5'}", EngineAnswers.SYNCING))
                .isEqualTo(SyncStatus.of(true, Optional.of(UInt64.of(5)), Optional.empty()));
    }

    @Test
    void capabilities_areASet() {
        assertThat(read("['engine_a','engine_b','engine_a']", EngineAnswers.CAPABILITIES))
                .containsExactlyInAnyOrder("engine_a", "engine_b");
    }

    @Test
    void payloadBodies_areEmptyWhereTheServerHasNone() {
        assertThat(read(
                        "[null,{'transactions':[]},{'transactions':[],'withdrawals':[]}]",
                        EngineAnswers.PAYLOAD_BODIES))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(PayloadBody.of(Transactions.EMPTY, Optional.empty())),
                        Optional.of(PayloadBody.of(Transactions.EMPTY, Optional.of(List.of()))));
    }

    @Test
    void block_takesTheHashesOfWholeTransactions() {
        ExecutionBlock block = block();
        ObjectNode tree = (ObjectNode) Oracle.block(Optional.of(block));
        tree.putArray("transactions")
                .addObject()
                .put("type", "0x2")
                .put("hash", block.hash().toHex())
                .putArray("accessList")
                .addObject();

        assertThat(read(tree.toString(), EngineAnswers.BLOCK).orElseThrow().transactions())
                .containsExactly(block.hash());
    }

    @Test
    void block_isEmptyForNull() {
        assertThat(read("null", EngineAnswers.BLOCK)).isEmpty();
    }

    @Test
    void raw_isTheTextOfTheResult() {
        assertThat(read(" {'a': [1, '\u20ac\\n']} ", EngineAnswers.RAW)).isEqualTo("{\"a\": [1, \"\u20ac\\n\"]}");
    }

    @Test
    void lists_canNotBeChanged() {
        assertThat(read("[null]", EngineAnswers.PAYLOAD_BODIES)).isUnmodifiable();
        assertThat(read("['a']", EngineAnswers.CAPABILITIES)).isUnmodifiable();
        assertThat(read("[]", EngineAnswers.CLIENT_VERSIONS)).isUnmodifiable();
    }

    private static ExecutionBlock block() {
        return LongStream.range(0, 100)
                .mapToObj(seed -> new WireValues(seed).block())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
