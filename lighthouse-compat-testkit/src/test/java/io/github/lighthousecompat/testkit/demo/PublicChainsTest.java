package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicChainsTest {
    @ParameterizedTest
    @EnumSource(ForkSchedule.Network.class)
    void nameOf_aNetworkWithAPreset_isKnown(ForkSchedule.Network network) {
        assertThat(PublicChains.nameOf(network.chainId())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "1, Ethereum mainnet",
        "5, Goerli",
        "100, Gnosis Chain",
        "10200, Chiado",
        "17000, Holesky",
        "560048, Hoodi",
        "11155111, Sepolia",
        "8453, Base",
        "369, PulseChain",
        "39438000, Ephemery",
        "39438999, Ephemery"
    })
    void nameOf_aPublicChain_isItsName(String chainId, String name) {
        assertThat(PublicChains.nameOf(UInt64.parse(chainId))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1337, 32382, 39437999, 39439000, -1})
    void nameOf_anyOtherChain_isEmpty(long chainId) {
        assertThat(PublicChains.nameOf(UInt64.fromLongBits(chainId))).isEmpty();
    }

    @Test
    void refusal_namesTheChain() {
        assertThat(ChainDrive.refusal(UInt64.of(5)))
                .contains("chain id 5 is that of Goerli, and a public network is not driven");
        assertThat(ChainDrive.refusal(UInt64.of(1337))).isEmpty();
    }
}
