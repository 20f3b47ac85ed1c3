package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import java.util.List;
import java.util.Optional;

/** What a beacon node has against a request, in Lighthouse's words. */
final class BeaconError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<LighthouseQuirk> mask;
    private final transient Optional<List<Json>> failures;

    private BeaconError(int status, String message, Optional<LighthouseQuirk> mask, Optional<List<Json>> failures) {
        super(message, null, false, false);
        this.status = status;
        this.mask = mask;
        this.failures = failures;
    }

    static BeaconError badRequest(String message) {
        return yielding(400, "BAD_REQUEST: " + message);
    }

    static BeaconError unsupportedVersion(String version) {
        return badRequest("Unsupported endpoint version: " + version);
    }

    static BeaconError invalidQuery(String message) {
        return lasting(400, "BAD_REQUEST: invalid query: " + message);
    }

    static BeaconError invalidBody(String message) {
        return lasting(400, "BAD_REQUEST: body deserialize error: " + message);
    }

    /** Some of the items that were sent are wrong: those at the numbers in {@code failures}. */
    static BeaconError badItems(String message, List<Json> failures) {
        return new BeaconError(400, "BAD_REQUEST: " + message, Optional.empty(), Optional.of(failures));
    }

    static BeaconError notFound(String message) {
        return lasting(404, "NOT_FOUND: " + message);
    }

    static BeaconError noSuchEndpoint() {
        return lasting(404, "NOT_FOUND");
    }

    static BeaconError noSuchMethod() {
        return lasting(405, "METHOD_NOT_ALLOWED");
    }

    static BeaconError unsupportedMediaType() {
        return lasting(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    static BeaconError unhandled(String message) {
        return lasting(500, "UNHANDLED_ERROR: " + message);
    }

    static BeaconError failed(String message) {
        return yielding(500, "INTERNAL_SERVER_ERROR: " + message);
    }

    static BeaconError notSynced(String message) {
        return new BeaconError(
                503,
                "SERVICE_UNAVAILABLE: beacon node is syncing: " + message,
                Optional.of(LighthouseQuirk.MASKED_UNFITNESS),
                Optional.empty());
    }

    /** A block that went to the network and not into the chain; the answer is no error in HTTP and looks like one. */
    static BeaconError notImported(String message) {
        return yielding(
                202,
                "ACCEPTED: the object was broadcast to the network without being fully imported to the local database: "
                        + message);
    }

    /** A block that is there already. */
    static BeaconError duplicate() {
        return lasting(202, "duplicate block");
    }

    private static BeaconError yielding(int status, String message) {
        return new BeaconError(status, message, Optional.of(LighthouseQuirk.MASKED_ERRORS), Optional.empty());
    }

    private static BeaconError lasting(int status, String message) {
        return new BeaconError(status, message, Optional.empty(), Optional.empty());
    }

    /** Which releases tell what another route has against the request in its place; empty if none does. */
    Optional<LighthouseQuirk> mask() {
        return mask;
    }

    HttpAnswer answer() {
        Json code = new Json.Digits(String.valueOf(status));
        Json message = text(String.valueOf(getMessage()));
        Json body = failures.map(items -> members("code", code, "message", message, "failures", Json.items(items)))
                .orElseGet(() -> members("code", code, "message", message, "stacktraces", Json.items(List.of())));
        return HttpAnswer.json(status, body.toBytes());
    }
}
