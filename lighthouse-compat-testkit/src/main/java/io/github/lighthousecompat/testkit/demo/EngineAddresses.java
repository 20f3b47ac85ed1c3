package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.Topology;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether two engine addresses lead to one execution layer, as far as addresses tell. Two drivers of one are what must
 * not happen, so whatever may be one is held for one. A tunnel or a port mapping can't be seen here.
 */
final class EngineAddresses {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private EngineAddresses() {}

    /** How the execution layers behind two addresses stand to each other; empty if it can't be told. */
    static Optional<Topology> topology(URI one, URI other) {
        if (port(one) != port(other) || !mayBeOneHost(one.getHost(), other.getHost())) {
            return Optional.of(Topology.SEPARATE);
        }
        // behind one server, two paths may lead to two execution layers or to one
        return path(one).equals(path(other)) ? Optional.of(Topology.SHARED) : Optional.empty();
    }

    private static boolean mayBeOneHost(String one, String other) {
        if (one.equalsIgnoreCase(other)) {
            return true;
        }
        try {
            Set<InetAddress> first = addresses(one);
            Set<InetAddress> second = addresses(other);
            return !Collections.disjoint(first, second) || hasLocal(first) && hasLocal(second);
        } catch (UnknownHostException | SocketException e) {
            return true;
        }
    }

    private static Set<InetAddress> addresses(String host) throws UnknownHostException {
        return new HashSet<>(List.of(InetAddress.getAllByName(host)));
    }

    private static boolean hasLocal(Set<InetAddress> addresses) throws SocketException {
        for (InetAddress address : addresses) {
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null) {
                return true;
            }
        }
        return false;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().toLowerCase(Locale.ROOT).equals("https") ? HTTPS : HTTP;
    }

    private static String path(URI url) {
        String path = url.getRawPath();
        return path.isEmpty() ? "/" : path;
    }
}
