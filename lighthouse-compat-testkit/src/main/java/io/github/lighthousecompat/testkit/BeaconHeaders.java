package io.github.lighthousecompat.testkit;

/** Names of the headers that a beacon node reads and sends. */
final class BeaconHeaders {
    static final String VERSION = "Eth-Consensus-Version";
    static final String BLINDED = "Eth-Execution-Payload-Blinded";
    static final String PAYLOAD_VALUE = "Eth-Execution-Payload-Value";
    static final String BLOCK_VALUE = "Eth-Consensus-Block-Value";
    static final String SERVER = "Server";
    static final String ACCEPT = "Accept";

    private BeaconHeaders() {}
}
