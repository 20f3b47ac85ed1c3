package io.github.lighthousecompat.testkit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A request that has found its endpoint.
 *
 * @param request the request
 * @param parameters what stands in the path where the endpoint has a parameter, in order
 * @param query its query
 * @param profile what the release is like that answers
 */
record BeaconCall(BeaconRequest request, List<String> parameters, BeaconQuery query, LighthouseProfile profile) {
    static final String SSZ = "application/octet-stream";

    private static final String JSON = "application/json";
    private static final String ANYTHING = "*/*";

    boolean has(LighthouseQuirk quirk) {
        return profile.has(quirk);
    }

    String parameter(int index) {
        return parameters.get(index);
    }

    /** The version in the path, as in {@code v2}. */
    String version() {
        return request.path().split("/", -1)[2];
    }

    /** Whether there are routes of another version that would have something against the request. */
    boolean meetsOtherVersions() {
        if (!request.path().startsWith("/eth/")) {
            return false;
        }
        return !version().equals("v1") || request.method().equals("POST") && has(LighthouseQuirk.VERSIONED_POSTS);
    }

    /** Whether the body says that it is SSZ; parameters after the type count against it. */
    boolean sendsSsz() {
        return request.header(HttpAnswer.CONTENT_TYPE).filter(SSZ::equals).isPresent();
    }

    /**
     * Whether the client would rather have SSZ than JSON.
     *
     * @throws BeaconError if it takes neither
     */
    boolean wantsSsz() throws BeaconError {
        return accepted().equals(SSZ);
    }

    /** Whether the client takes anything, or does not say what it takes. */
    boolean wantsAnything() throws BeaconError {
        return accepted().equals(ANYTHING);
    }

    private String accepted() throws BeaconError {
        Optional<String> accept = request.header(BeaconHeaders.ACCEPT);
        if (accept.isEmpty()) {
            return ANYTHING;
        }
        return Arrays.stream(accept.get().split(",", -1))
                .map(Range::parse)
                .filter(range -> List.of(JSON, SSZ, ANYTHING).contains(range.type()))
                .max(Comparator.comparingDouble(Range::quality))
                .orElseThrow(() -> BeaconError.badRequest("invalid accept header"))
                .type();
    }

    /** One of the types that a client takes, and how much it likes it. */
    private record Range(String type, double quality) {
        static Range parse(String text) {
            String[] parts = text.split(";", -1);
            double quality = Arrays.stream(parts)
                    .skip(1)
                    .map(String::strip)
                    .filter(parameter -> parameter.startsWith("q="))
                    .mapToDouble(parameter -> quality(parameter.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(parts[0].strip(), quality);
        }

        private static double quality(String text) {
            return text.matches("[01](\\.\\d{1,3})?") ? Double.parseDouble(text) : 0;
        }
    }

    /**
     * The body as JSON, if this release takes it as that.
     *
     * @throws BeaconError if it is another type or no JSON
     */
    Json json() throws BeaconError {
        requireJson();
        try {
            return Json.parse(request.body().toArray());
        } catch (EngineError e) {
            throw BeaconError.invalidBody(e.text());
        }
    }

    /**
     * Refuses a body of a type that is not taken here.
     *
     * @throws BeaconError if it is one
     */
    void requireJson() throws BeaconError {
        Optional<String> type = request.header(HttpAnswer.CONTENT_TYPE);
        if (type.isEmpty() || type.get().startsWith(JSON)) {
            return;
        }
        if (!has(LighthouseQuirk.ANY_CONTENT_TYPE)) {
            throw meetsOtherVersions() ? BeaconError.unsupportedVersion(version()) : BeaconError.unsupportedMediaType();
        }
        if (has(LighthouseQuirk.UNSUPPORTED_MEDIA_TYPE) && sendsSsz()) {
            throw BeaconError.unsupportedMediaType();
        }
    }
}
