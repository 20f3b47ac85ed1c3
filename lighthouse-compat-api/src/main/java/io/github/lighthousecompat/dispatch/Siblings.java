package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.engine.PayloadHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which payloads two backends build for one block, to compare them; remembers the last few. Thread-safe. */
final class Siblings {
    private static final int REMEMBERED = 16;

    private record Sibling(Member member, PayloadHandle handle) {}

    private final Map<PayloadHandle, Sibling> siblings = new LinkedHashMap<>();

    synchronized void put(PayloadHandle handle, Member member, PayloadHandle sibling) {
        PayloadHandle key = handle.withRevision(0);
        // the same block begun again is a new one: it must not be forgotten in the place of the old one
        siblings.remove(key);
        siblings.put(key, new Sibling(member, sibling));
        if (siblings.size() > REMEMBERED) {
            siblings.remove(siblings.keySet().iterator().next());
        }
    }

    /** The handle that {@code member} gave for the block that {@code handle} is for. */
    synchronized Optional<PayloadHandle> of(PayloadHandle handle, Member member) {
        return Optional.ofNullable(siblings.get(handle.withRevision(0)))
                .filter(sibling -> sibling.member() == member)
                .map(Sibling::handle);
    }
}
