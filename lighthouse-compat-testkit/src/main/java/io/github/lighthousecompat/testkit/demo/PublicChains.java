package io.github.lighthousecompat.testkit.demo;

import static java.util.Map.entry;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Map;
import java.util.Optional;

/**
 * Chains that belong to the public, by their id: nobody may build blocks there for a test. Those are listed whose
 * execution layers have an engine port, be it the network of Ethereum, a test network, or a rollup on its software.
 */
final class PublicChains {
    private static final Map<Long, String> NAMES = Map.ofEntries(
            entry(1L, "Ethereum mainnet"),
            entry(3L, "Ropsten"),
            entry(4L, "Rinkeby"),
            entry(5L, "Goerli"),
            entry(10L, "OP Mainnet"),
            entry(42L, "LUKSO"),
            entry(100L, "Gnosis Chain"),
            entry(130L, "Unichain"),
            entry(252L, "Fraxtal"),
            entry(369L, "PulseChain"),
            entry(480L, "World Chain"),
            entry(943L, "PulseChain's test network"),
            entry(1868L, "Soneium"),
            entry(4201L, "LUKSO's test network"),
            entry(8453L, "Base"),
            entry(10200L, "Chiado"),
            entry(17000L, "Holesky"),
            entry(34443L, "Mode"),
            entry(57073L, "Ink"),
            entry(59141L, "Linea Sepolia"),
            entry(59144L, "Linea"),
            entry(80069L, "Berachain Bepolia"),
            entry(80094L, "Berachain"),
            entry(81457L, "Blast"),
            entry(84532L, "Base Sepolia"),
            entry(167000L, "Taiko"),
            entry(167009L, "Taiko Hekla"),
            entry(560048L, "Hoodi"),
            entry(1337802L, "Kiln"),
            entry(1337803L, "Zhejiang"),
            entry(7777777L, "Zora"),
            entry(11155111L, "Sepolia"),
            entry(11155420L, "OP Sepolia"),
            entry(7078815900L, "Mekong"));

    /** Ephemery begins anew every few weeks, each time with the next id. */
    private static final UInt64 FIRST_EPHEMERY = UInt64.of(39438000);

    private static final UInt64 AFTER_EPHEMERY = UInt64.of(39439000);

    private PublicChains() {}

    /** The name of the public chain with this id, if it is one that is known here. */
    static Optional<String> nameOf(UInt64 chainId) {
        if (!chainId.isLessThan(FIRST_EPHEMERY) && chainId.isLessThan(AFTER_EPHEMERY)) {
            return Optional.of("Ephemery");
        }
        return Optional.ofNullable(NAMES.get(chainId.longBits()));
    }
}
