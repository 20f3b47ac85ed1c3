package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;

/**
 * One version of Lighthouse, in front of an execution node of its own.
 *
 * @param client the client
 * @param node the node that it drives
 */
record Side(LighthouseApi client, Node node) {
    /** What the demo does to a node from outside. */
    interface Node {
        /** Makes the node call this block INVALID, whatever it is. */
        void deny(Hash32 block);

        /** Ends {@link #deny}. */
        void mend();

        /** Makes the node unreachable. */
        void kill();

        /** Ends {@link #kill}; the node still has its chain. */
        void revive();
    }
}
