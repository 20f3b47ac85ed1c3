package io.github.lighthousecompat;

import io.github.lighthousecompat.call.LighthouseVersion;

/** How an adapter module makes its clients; found by {@link java.util.ServiceLoader}. Implementations are stateless. */
public interface AdapterFactory {
    /** The dialect of the clients that this makes. */
    LighthouseVersion version();

    /** A client; touches no network. */
    LighthouseApi create(LighthouseConfig config);
}
