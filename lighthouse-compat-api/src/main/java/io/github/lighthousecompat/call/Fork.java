package io.github.lighthousecompat.call;

/** The forks that decide which Engine method carries a block, by their consensus names, in their order. */
public enum Fork {
    /** Before Shanghai: no withdrawals. No adapter speaks its methods. */
    BELLATRIX("Bellatrix", "Paris"),
    /** From Shanghai on: withdrawals. */
    CAPELLA("Capella", "Shanghai"),
    /** From Cancun on: blobs and the parent beacon block root. */
    DENEB("Deneb", "Cancun"),
    /** From Prague on, with whatever follows. No adapter speaks its methods. */
    ELECTRA("Electra", "Prague");

    private final String consensusName;
    private final String executionName;

    Fork(String consensusName, String executionName) {
        this.consensusName = consensusName;
        this.executionName = executionName;
    }

    /** The name on the consensus layer, as in {@code Deneb}. */
    public String consensusName() {
        return consensusName;
    }

    /** The name on the execution layer, as in {@code Cancun}. */
    public String executionName() {
        return executionName;
    }

    /** Both names, as in {@code Deneb (Cancun)}. */
    @Override
    public String toString() {
        return consensusName + " (" + executionName + ")";
    }
}
