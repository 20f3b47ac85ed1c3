package io.github.lighthousecompat.route;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many execution layers stand behind the backends of a routed client. */
public enum Topology {
    /**
     * All backends drive one execution layer: each write is sent once, by the primary; in shadow and parallel mode a
     * newPayload goes to the other too, as it may come twice.
     */
    SHARED,
    /** Each backend drives its own: each payload and forkchoice goes to all, in order. */
    SEPARATE;

    private static final Pattern LOCAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * The topology of two engine endpoints, by what stands in their URLs: {@link #SHARED} if host, port and path are
     * the same. No name is looked up, so that two names of one server, but for those of the local one, are taken for
     * two.
     */
    public static Topology between(URI one, URI other) {
        return server(one).equals(server(other)) ? SHARED : SEPARATE;
    }

    /**
     * What speaks against it for {@code backends}, by the engine endpoints that they are known to have; empty if
     * nothing.
     */
    public Optional<String> problem(List<Backend> backends) {
        if (this == SHARED) {
            return Optional.empty();
        }
        for (int i = 0; i < backends.size(); i++) {
            for (int j = 0; j < i; j++) {
                Optional<String> problem = problem(backends.get(j), backends.get(i));
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(Backend one, Backend other) {
        Optional<URI> ofOne = one.caller().engineEndpoint();
        Optional<URI> ofOther = other.caller().engineEndpoint();
        return ofOne.isPresent() && ofOther.isPresent() && between(ofOne.get(), ofOther.get()) == SHARED
                ? Optional.of("backends " + one.alias() + " and " + other.alias() + " would both drive " + ofOther.get()
                        + "; declare topology(SHARED), or give each an execution layer of its own")
                : Optional.empty();
    }

    private static String server(URI url) {
        String authority = url.getRawAuthority();
        if (authority == null) {
            return url.toString();
        }
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        if (url.getHost() == null) {
            // a name that is none to Java, as with an underscore
            return authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT) + path;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return (LOCAL.matcher(host).matches() ? "localhost" : host) + ':' + port(url) + path;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }
}
