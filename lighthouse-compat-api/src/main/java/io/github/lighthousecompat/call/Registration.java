package io.github.lighthousecompat.call;

/** What keeps a listener. Thread-safe. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /**
     * Lets go of the listener, which hears no more but for what it is being told at this moment; does nothing the
     * second time.
     */
    @Override
    void close();
}
