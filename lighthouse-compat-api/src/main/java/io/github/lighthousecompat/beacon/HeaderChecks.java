package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes;

/** What the specification asks of every payload header beyond the sizes of its fields. */
final class HeaderChecks {
    private static final int MAX_EXTRA_DATA = 32;

    private HeaderChecks() {}

    static void extraData(Bytes extraData) {
        if (extraData.size() > MAX_EXTRA_DATA) {
            throw new IllegalArgumentException(
                    "extraData has at most " + MAX_EXTRA_DATA + " bytes, not " + extraData.size());
        }
    }
}
