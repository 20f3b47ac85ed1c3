package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineParamsTest {
    @Test
    void newPayloadV3_hasExactlyTheFieldsOfTheSpecificationInItsOrder() {
        DenebPayload payload = DenebPayload.builder()
                .parentHash(hash(1))
                .feeRecipient(Address.ZERO)
                .stateRoot(hash(2))
                .receiptsRoot(hash(3))
                .logsBloom(Bloom.ZERO)
                .prevRandao(hash(4))
                .blockNumber(UInt64.of(5))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.MAX)
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.MAX)
                .blockHash(hash(0xab))
                .transactions(Transactions.of(List.of(Bytes.parse("0xCAFE"), Bytes.EMPTY)))
                .withdrawals(List.of(Withdrawal.of(UInt64.ZERO, UInt64.ONE, Address.ZERO, UInt64.of(256))))
                .blobGasUsed(UInt64.of(0x20000))
                .excessBlobGas(UInt64.ZERO)
                .build();

        assertThat(text(EngineParams.newPayloadV3(NewPayloadRequest.of(payload, List.of(hash(6)), hash(7)))))
                .isEqualTo(("{'parentHash':'" + hash(1) + "','feeRecipient':'0x" + "0".repeat(40) + "','stateRoot':'"
                                + hash(2) + "','receiptsRoot':'" + hash(3) + "','logsBloom':'0x" + "0".repeat(512)
                                + "','prevRandao':'" + hash(4) + "','blockNumber':'0x5','gasLimit':'0x1c9c380',"
                                + "'gasUsed':'0x0','timestamp':'0xffffffffffffffff','extraData':'0x',"
                                + "'baseFeePerGas':'0x" + "f".repeat(64) + "','blockHash':'" + hash(0xab)
                                + "','transactions':['0xcafe','0x'],'withdrawals':[{'index':'0x0',"
                                + "'validatorIndex':'0x1','address':'0x" + "0".repeat(40) + "','amount':'0x100'}],"
                                + "'blobGasUsed':'0x20000','excessBlobGas':'0x0'},['" + hash(6) + "'],'" + hash(7)
                                + "'")
                        .replace('\'', '"'));
    }

    @Test
    void getPayload_writesEightBytes() {
        assertThat(text(EngineParams.getPayload(UInt64.ONE))).isEqualTo("\"0x0000000000000001\"");
        assertThat(text(EngineParams.getPayload(UInt64.MAX))).isEqualTo("\"0xffffffffffffffff\"");
    }

    @Test
    void payloadBodies_nameTheBlocks() {
        assertThat(text(EngineParams.payloadBodiesByHash(List.of()))).isEqualTo("[]");
        assertThat(text(EngineParams.payloadBodiesByRange(new BlockRange(UInt64.of(16), 32))))
                .isEqualTo("\"0x10\",\"0x20\"");
    }

    @Test
    void block_asksForHashesOfTransactions() {
        assertThat(text(EngineParams.block(BlockTag.LATEST))).isEqualTo("\"latest\",false");
        assertThat(text(EngineParams.block(hash(1)))).isEqualTo("\"" + hash(1) + "\",false");
    }

    @Test
    void exchangeCapabilities_keepsTheOrder() {
        assertThat(text(EngineParams.exchangeCapabilities(List.of("engine_b", "engine_a"))))
                .isEqualTo("[\"engine_b\",\"engine_a\"]");
    }

    @Test
    void getClientVersion_writesTheCommitAsItIs() {
        assertThat(text(EngineParams.getClientVersion(ClientVersion.of("LH", "Lighthouse", "v5.3.0", "d6ba8c39"))))
                .isEqualTo("{\"code\":\"LH\",\"name\":\"Lighthouse\",\"version\":\"v5.3.0\",\"commit\":\"d6ba8c39\"}");
    }

    @Test
    void raw_passesJsonOnAsItIs() {
        assertThat(text(EngineParams.raw(List.of(" {\"a\": [1.0, \"\u20ac\"]}", "null"))))
                .isEqualTo(" {\"a\": [1.0, \"\u20ac\"]},null");
        assertThat(text(EngineParams.raw(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "latest", "1,2", "1 2", "{\"a\":1", "[]]", "\"\ud800\"", "'a'"})
    void raw_refusesWhatIsNotOneJsonValue(String param) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineParams.raw(List.of("1", param)))
                .withMessageStartingWith("parameter 1 is not one JSON value: ");
    }

    @Test
    void params_canBeWrittenAgain() {
        Params params = EngineParams.raw(List.of("[1]"));

        assertThat(text(params)).isEqualTo(text(params));
    }

    private static Hash32 hash(int last) {
        byte[] bytes = new byte[Hash32.SIZE];
        bytes[31] = (byte) last;
        return Hash32.of(bytes);
    }

    private static String text(Params params) {
        String request = new String(JsonRpc.encode(1, "m", params), StandardCharsets.UTF_8);
        return request.substring(request.indexOf('[') + 1, request.length() - "],\"id\":1}".length());
    }
}
