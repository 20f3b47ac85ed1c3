package io.github.lighthousecompat.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of a beacon node: which release has which, and what a release says where it has none. Immutable after
 * they are all added.
 *
 * <p>Lighthouse looks at the version of a path before the rest of it. So it knows no {@code /eth/v2/node/version} as it
 * knows no version 2 of anything that it does not find, and from v4.3.0 on a {@code POST} to what is not there always
 * meets a route that wants another version.
 */
final class BeaconRoutes {
    /** Answers the requests of one endpoint. */
    @FunctionalInterface
    interface Endpoint {
        HttpAnswer answer(BeaconCall call) throws BeaconError;
    }

    private static final String PARAMETER = "{}";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String ETH = "eth";

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> path, ReleaseRange releases, Endpoint endpoint) {
        /** What stands in the path for the parameters, if it is this route's. */
        Optional<List<String>> parameters(List<String> segments) {
            if (segments.size() != path.size()) {
                return Optional.empty();
            }
            List<String> found = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i).equals(PARAMETER) && !segments.get(i).isEmpty()) {
                    found.add(segments.get(i));
                } else if (!path.get(i).equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(found);
        }

        /** Whether this would be the route of {@code segments} if they were of its version. */
        boolean isOfAnotherVersion(String otherMethod, List<String> segments) {
            List<String> same = new ArrayList<>(segments);
            same.set(1, path.get(1));
            return method.equals(otherMethod)
                    && path.get(0).equals(ETH)
                    && parameters(same).isPresent();
        }
    }

    /** Adds an endpoint that every release has; in its path {@code {}} stands for a parameter. */
    BeaconRoutes get(String path, Endpoint endpoint) {
        return get(path, ReleaseRange.ALL, endpoint);
    }

    BeaconRoutes get(String path, ReleaseRange releases, Endpoint endpoint) {
        return add(GET, path, releases, endpoint);
    }

    BeaconRoutes post(String path, Endpoint endpoint) {
        return post(path, ReleaseRange.ALL, endpoint);
    }

    BeaconRoutes post(String path, ReleaseRange releases, Endpoint endpoint) {
        return add(POST, path, releases, endpoint);
    }

    private BeaconRoutes add(String method, String path, ReleaseRange releases, Endpoint endpoint) {
        routes.add(new Route(method, segments(path), releases, endpoint));
        return this;
    }

    /** What a release answers to a request. */
    HttpAnswer answer(BeaconRequest request, LighthouseProfile profile) {
        try {
            return answered(request, profile);
        } catch (BeaconError e) {
            return e.answer();
        }
    }

    private HttpAnswer answered(BeaconRequest request, LighthouseProfile profile) throws BeaconError {
        List<String> segments = segments(request.path());
        List<Route> known = routes.stream()
                .filter(route -> route.releases().has(profile.release()))
                .toList();
        if (isVersioned(segments) && !segments.get(1).matches("v\\d{1,9}")) {
            throw BeaconError.badRequest("Invalid version identifier");
        }
        for (Route route : known) {
            Optional<List<String>> parameters = route.parameters(segments);
            if (route.method().equals(request.method()) && parameters.isPresent()) {
                BeaconQuery query = BeaconQuery.parse(request.query());
                return handled(route, new BeaconCall(request, parameters.get(), query, profile));
            }
        }
        throw missing(request, profile, segments, known);
    }

    private static BeaconError missing(
            BeaconRequest request, LighthouseProfile profile, List<String> segments, List<Route> known) {
        boolean gets = request.method().equals(GET);
        if (!gets && !request.method().equals(POST)) {
            return BeaconError.noSuchMethod();
        }
        if (!isVersioned(segments)) {
            return BeaconError.noSuchEndpoint();
        }
        boolean meetsVersion2 = gets
                ? known.stream().anyMatch(route -> route.isOfAnotherVersion(request.method(), segments))
                : profile.has(LighthouseQuirk.VERSIONED_POSTS);
        if (!segments.get(1).equals("v1") || meetsVersion2) {
            return BeaconError.unsupportedVersion(segments.get(1));
        }
        return gets
                        && known.stream()
                                .anyMatch(route -> route.parameters(segments).isPresent())
                ? BeaconError.noSuchMethod()
                : BeaconError.noSuchEndpoint();
    }

    /**
     * What an endpoint answers. Of an error nothing may be left after all routes were asked: those of another version
     * have something against the request too, and they were asked last.
     */
    private static HttpAnswer handled(Route route, BeaconCall call) throws BeaconError {
        try {
            return route.endpoint().answer(call);
        } catch (BeaconError e) {
            throw e.mask().filter(call::has).isPresent() && call.meetsOtherVersions()
                    ? BeaconError.unsupportedVersion(call.version())
                    : e;
        }
    }

    private static boolean isVersioned(List<String> segments) {
        return segments.size() > 1 && segments.get(0).equals(ETH);
    }

    /** What stands between the slashes; the first slash begins the path. */
    private static List<String> segments(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }
}
