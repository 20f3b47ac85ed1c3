package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.JsonTexts.read;
import static io.github.lighthousecompat.schema.JsonTexts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Duties;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.DecodeFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {
    private static final String ROOT = "0x" + "0a".repeat(Hash32.SIZE);

    /** In place of blocks: numbers in Capella, versions in Deneb. */
    private static final ByFork<Object> TYPES =
            ByFork.of(UInt64.class, Basics.UINT64, Bytes4.class, Basics.BYTES4, EnvelopesTest::forkOf);

    private static final Bytes4 DENEB = Bytes4.parse("0x04000000");

    private static Fork forkOf(Object value) {
        return value instanceof UInt64 ? Fork.CAPELLA : Fork.DENEB;
    }

    private static JsonType<ChainAnswer<Object>> forked(Optional<Fork> header) {
        return Envelopes.forked(TYPES, EnvelopesTest::forkOf, header);
    }

    @Test
    void data_isTheValue() {
        JsonType<UInt64> type = Envelopes.data(Basics.UINT64);

        assertThat(read(type, "{\"data\":\"7\",\"meta\":{}}")).isEqualTo(UInt64.of(7));
        assertThat(write(type, UInt64.of(7))).isEqualTo("{\"data\":\"7\"}");
    }

    @Test
    void data_missing_fails() {
        assertThatThrownBy(() -> read(Envelopes.data(Basics.UINT64), "{\"code\":404}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.data: is missing");
    }

    @Test
    void chain_saysHowSureItIs() {
        JsonType<ChainAnswer<UInt64>> type = Envelopes.chain(Basics.UINT64);
        String text = "{\"execution_optimistic\":true,\"finalized\":false,\"data\":\"7\"}";

        assertThat(read(type, text)).isEqualTo(ChainAnswer.of(UInt64.of(7), true, false));
        assertThat(write(type, ChainAnswer.of(UInt64.of(7), true, false))).isEqualTo(text);
    }

    @Test
    void chain_ofARelease_thatDoesNotSay_isOpen() {
        JsonType<ChainAnswer<UInt64>> type = Envelopes.chain(Basics.UINT64);

        assertThat(read(type, "{\"data\":\"7\"}")).isEqualTo(ChainAnswer.of(UInt64.of(7)));
        assertThat(write(type, ChainAnswer.of(UInt64.of(7)))).isEqualTo("{\"data\":\"7\"}");
    }

    @Test
    void duties_withTheirRoot_areRead() {
        Duties<ProposerDuty> duties = new Duties<>(
                Optional.of(Hash32.parse(ROOT)),
                Optional.of(false),
                List.of(ProposerDuty.builder()
                        .pubkey(Bytes48.ZERO)
                        .validatorIndex(UInt64.ONE)
                        .slot(UInt64.of(2))
                        .build()));
        JsonType<Duties<ProposerDuty>> type = Envelopes.duties(DutySchemas.PROPOSER);
        String text = "{\"dependent_root\":\"" + ROOT + "\",\"execution_optimistic\":false,\"data\":[{\"pubkey\":\""
                + Bytes48.ZERO + "\",\"validator_index\":\"1\",\"slot\":\"2\"}]}";

        assertThat(read(type, text)).isEqualTo(duties);
        assertThat(write(type, duties)).isEqualTo(text);
    }

    @Test
    void duties_withoutRoot_areRead() {
        Duties<SyncDuty> duties = read(Envelopes.duties(DutySchemas.SYNC), "{\"data\":[]}");

        assertThat(duties).isEqualTo(new Duties<>(Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void forked_isOfTheForkThatIsNamed() {
        String text =
                "{\"version\":\"deneb\",\"execution_optimistic\":false,\"finalized\":true,\"data\":\"0x04000000\"}";

        assertThat(read(forked(Optional.empty()), text)).isEqualTo(ChainAnswer.of(DENEB, false, true));
        assertThat(write(forked(Optional.empty()), ChainAnswer.of(DENEB, false, true)))
                .isEqualTo(text);
        assertThat(read(forked(Optional.empty()), "{\"version\":\"capella\",\"data\":\"4\"}"))
                .isEqualTo(ChainAnswer.of(UInt64.of(4)));
    }

    @Test
    void forked_namedAfterTheData_isRead() {
        assertThat(read(forked(Optional.empty()), " {\"data\": \"4\" , \"version\":\"capella\",\"finalized\":true} "))
                .isEqualTo(new ChainAnswer<Object>(UInt64.of(4), Optional.empty(), Optional.of(true)));
    }

    @Test
    void forked_namedAfterBadData_failsAtTheData() {
        assertThatThrownBy(() -> read(forked(Optional.empty()), "{\"data\":\"x\",\"version\":\"capella\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.data: is not a decimal number of 64 bits in quotes");
    }

    @Test
    @Tag("ask-10")
    void forked_namedOnlyInTheHeader_isOfThatFork() {
        assertThat(read(forked(Optional.of(Fork.DENEB)), "{\"data\":\"0x04000000\"}"))
                .isEqualTo(ChainAnswer.of(DENEB));
    }

    @Test
    void forked_namedNowhere_fails() {
        assertThatThrownBy(() -> read(forked(Optional.empty()), "{\"data\":\"4\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.version: is missing");
    }

    @Test
    void forked_namedOtherwiseInTheHeader_fails() {
        assertThatThrownBy(() -> read(forked(Optional.of(Fork.DENEB)), "{\"version\":\"capella\",\"data\":\"4\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.version: is Capella (Shanghai), but Deneb (Cancun) in the header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fulu", "Deneb", ""})
    void forked_ofAForkThatNobodyKnows_fails(String fork) {
        assertThatThrownBy(() -> read(forked(Optional.empty()), "{\"version\":\"" + fork + "\",\"data\":\"4\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessage("$.version: is no fork that this library knows");
    }

    @Test
    void forked_ofAForkWithoutDescription_failsAtTheData() {
        assertThatThrownBy(() -> read(forked(Optional.empty()), "{\"version\":\"electra\",\"data\":\"4\"}"))
                .isInstanceOf(DecodeFailure.class)
                .hasMessageStartingWith("$.data: blocks of Electra (Prague) are not described");
    }
}
