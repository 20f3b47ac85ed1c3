package io.github.lighthousecompat.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;

/** As many entries as it has room for; forgets the one that was not asked for the longest. Not thread-safe. */
@SuppressWarnings("serial") // never serialised
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private final int most;

    /** One with room for {@code most}. */
    Recent(int most) {
        super(most, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
