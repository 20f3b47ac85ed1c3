package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The largest values that the specification allows, and one more. */
class LargestSizesTest {
    private static final int MOST_TRANSACTIONS = 1_048_576;

    @Test
    void decode_readsSixBlobsAndSixteenWithdrawals() {
        WireValues values = new WireValues(6);
        var withdrawals = new ArrayList<>(values.withdrawals());
        while (withdrawals.size() < 16) {
            withdrawals.add(values.withdrawal());
        }
        DenebPayload payload = DenebPayload.builder()
                .from(values.deneb())
                .withdrawals(withdrawals)
                .build();
        DenebBuiltPayload built = BuiltPayload.of(payload, UInt256.MAX, values.bundle(6), true);
        byte[] body = Oracle.answer(1, Oracle.built(built)).toString().getBytes(StandardCharsets.UTF_8);

        assertThat(JsonRpc.decode(body, body.length, 1, EngineAnswers.DENEB_PAYLOAD))
                .isEqualTo(built);
    }

    @Test
    void codec_takesAsManyEmptyTransactionsAsABlockCanHave() {
        Transactions.Builder transactions = Transactions.builder();
        for (int i = 0; i < MOST_TRANSACTIONS; i++) {
            transactions.add(Bytes.EMPTY);
        }
        Transactions most = transactions.build();
        DenebPayload payload = new WireValues(1).deneb(most);

        byte[] request = JsonRpc.encode(
                1,
                "engine_newPayloadV3",
                EngineParams.newPayloadV3(NewPayloadRequest.of(payload, List.of(), payload.blockHash())));
        String written = new String(request, StandardCharsets.US_ASCII);
        int begin = written.indexOf("[\"0x\",");
        String list = written.substring(begin, written.indexOf(']', begin) + 1);

        assertThat(list).hasSize(5 * MOST_TRANSACTIONS + 1);
        assertThat(Bodies.read("[{'transactions':" + list + "}]", EngineAnswers.PAYLOAD_BODIES))
                .containsExactly(Optional.of(PayloadBody.of(most, Optional.empty())));

        DecodeFailure failure = Bodies.failureOfResult(
                "[{'transactions':[\"0x\"," + list.substring(1) + "}]", EngineAnswers.PAYLOAD_BODIES);
        assertThat(failure.path()).isEqualTo("$.result[0].transactions[" + MOST_TRANSACTIONS + "]");
        assertThat(failure.problem()).contains("more than the 1048576 transactions");
    }
}
