package io.github.lighthousecompat.testkit.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A {@link Genesis} as files: in the form that geth made common, and in the client's own. */
final class GenesisFiles {
    /** The example account of EIP-155, whose private key is 32 times the byte 0x46. */
    private static final String RICH = "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f";
    /** Address and code of the contract that EIP-4788 writes the beacon block roots to. */
    private static final String ROOTS = "0x000f3df6d732807ef1319fb7b8bb8522d0beac02";

    private static final String CODE = "0x3373fffffffffffffffffffffffffffffffffffffffe14604d57602036146024575f5ffd"
            + "5b5f35801560495762001fff810690815414603c575f5ffd5b62001fff01545f5260205ff35b5f5ffd5b62001fff42064281555f"
            + "359062001fff015500";

    private static final String GETH = """
            {
              "config": {
                "chainId": %d,
                "homesteadBlock": 0, "eip150Block": 0, "eip155Block": 0, "eip158Block": 0,
                "byzantiumBlock": 0, "constantinopleBlock": 0, "petersburgBlock": 0, "istanbulBlock": 0,
                "berlinBlock": 0, "londonBlock": 0, "mergeNetsplitBlock": 0,
                "terminalTotalDifficulty": 0, "terminalTotalDifficultyPassed": true,
                "shanghaiTime": %d%s
              },
              "nonce": "0x0",
              "timestamp": "0x%x",
              "extraData": "0x",
              "gasLimit": "0x1c9c380",
              "difficulty": "0x0",
              "mixHash": "0x0000000000000000000000000000000000000000000000000000000000000000",
              "coinbase": "0x0000000000000000000000000000000000000000",
              "baseFeePerGas": "0x3b9aca00",%s
              "alloc": {
                "%s": {"balance": "0xd3c21bcecceda1000000"},
                "%s": {"balance": "0x0", "nonce": "0x1", "code": "%s"}
              }
            }
            """;

    /** The blob parameters stand under Shanghai too, because the transaction pool divides by them before the fork. */
    private static final String CHAIN = """
            {
              "name": "test",
              "chainId": %d,
              "genesis": {
                "timestamp": "0x%x",
                "gasLimit": "0x1c9c380",
                "difficulty": "0x0",
                "nonce": "0x0000000000000000",
                "extraData": "0x",
                "mixHash": "0x0000000000000000000000000000000000000000000000000000000000000000",
                "coinbase": "0x0000000000000000000000000000000000000000",
                "baseFeePerGas": "0x3b9aca00"
              },
              "hardfork": "%s",
              "hardforks": [
                {"name": "chainstart", "block": 0},
                {"name": "homestead", "block": 0},
                {"name": "tangerineWhistle", "block": 0},
                {"name": "spuriousDragon", "block": 0},
                {"name": "byzantium", "block": 0},
                {"name": "constantinople", "block": 0},
                {"name": "petersburg", "block": 0},
                {"name": "istanbul", "block": 0},
                {"name": "berlin", "block": 0},
                {"name": "london", "block": 0},
                {"name": "paris", "block": 0},
                {"name": "shanghai", "block": null, "timestamp": %d}%s
              ],
              "customHardforks": {
                "shanghai": {
                  "eips": [3651, 3855, 3860, 4895],
                  "params": {"blobGasPerBlob": 131072, "maxBlobGasPerBlock": 786432}
                },
                "cancun": {
                  "eips": [1153, 4788, 4844, 5656, 6780, 7516],
                  "params": {
                    "blobGasPerBlob": 131072,
                    "maxBlobGasPerBlock": 786432,
                    "targetBlobGasPerBlock": 393216,
                    "blobGasPriceUpdateFraction": 3338477,
                    "minBlobGas": 1
                  }
                }
              },
              "bootstrapNodes": [],
              "consensus": {"type": "pos", "algorithm": "casper", "casper": {}}
            }
            """;

    private static final String STATE = """
            {
              "%s": ["0xd3c21bcecceda1000000", "0x", [], "0x0"],
              "%s": ["0x0", "%s", [], "0x1"]
            }
            """;

    private GenesisFiles() {}

    /** Writes the form that other software reads too. */
    static void writeGethForm(Genesis genesis, Path file) throws IOException {
        long time = genesis.time().getEpochSecond();
        Optional<Instant> deneb = genesis.denebTime();
        String cancun = deneb.map(t -> ",\n    \"cancunTime\": %d".formatted(t.getEpochSecond()))
                .orElse("");
        String blobGas = deneb.filter(genesis.time()::equals)
                .map(t -> "\n  \"excessBlobGas\": \"0x0\",\n  \"blobGasUsed\": \"0x0\",")
                .orElse("");
        Files.writeString(file, GETH.formatted(Genesis.CHAIN_ID, time, cancun, time, blobGas, RICH, ROOTS, CODE));
    }

    /** Writes chain and first state in the client's own form, the only one in which it takes blobs. */
    static void writeClientForm(Genesis genesis, Path chain, Path state) throws IOException {
        long time = genesis.time().getEpochSecond();
        Optional<Instant> deneb = genesis.denebTime();
        String latest = deneb.isPresent() ? "cancun" : "shanghai";
        String cancun = deneb.map(t -> ",\n    {\"name\": \"cancun\", \"block\": null, \"timestamp\": %d}"
                        .formatted(t.getEpochSecond()))
                .orElse("");
        Files.writeString(chain, CHAIN.formatted(Genesis.CHAIN_ID, time, latest, time, cancun));
        Files.writeString(state, STATE.formatted(RICH, ROOTS, CODE));
    }
}
