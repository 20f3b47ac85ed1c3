package io.github.lighthousecompat.beacon;

/** What a node checks before it broadcasts a block that it is given. */
public enum BroadcastValidation {
    /** What the network asks: cheap, and soonest on its way. */
    GOSSIP("gossip"),
    /** That the block is valid. */
    CONSENSUS("consensus"),
    /** That the block is valid, and the only one of its proposer in its slot. */
    CONSENSUS_AND_EQUIVOCATION("consensus_and_equivocation");

    private final String text;

    BroadcastValidation(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }
}
