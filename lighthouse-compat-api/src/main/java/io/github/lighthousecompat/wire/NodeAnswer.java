package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.PublishFailure;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.NodeError;
import io.github.lighthousecompat.schema.SszType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a node answered to one request. Immutable. */
final class NodeAnswer {
    /** The header that names the fork of an answer; releases before v4.4.1 leave it out here and there. */
    static final String FORK_HEADER = "Eth-Consensus-Version";
    /** The header in which a node says what it is. */
    static final String SERVER = "Server";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String NO_ENDPOINT = "BAD_REQUEST: Unsupported endpoint version";
    private static final Map<String, Fork> FORKS = Map.of("capella", Fork.CAPELLA, "deneb", Fork.DENEB);

    private final CallLabel label;
    private final Endpoint endpoint;
    private final HttpAnswer answer;
    private final long asked;
    private final Release release;
    private final List<String> secrets;

    /** What a node of {@code release} answered to the request {@code asked}. */
    NodeAnswer(
            CallLabel label, Endpoint endpoint, HttpAnswer answer, long asked, Release release, List<String> secrets) {
        this.label = label;
        this.endpoint = endpoint;
        this.answer = answer;
        this.asked = asked;
        this.release = release;
        this.secrets = List.copyOf(secrets);
    }

    int status() {
        return answer.status();
    }

    boolean isSuccess() {
        return answer.isSuccess();
    }

    /** The number of the request, among those to the node. */
    long asked() {
        return asked;
    }

    /** The release that the node is, or is taken for. */
    Release release() {
        return release;
    }

    /** What the node says that it is, or the proxy before it. */
    Optional<String> server() {
        return header(SERVER);
    }

    Optional<String> header(String name) {
        return answer.header(name);
    }

    /**
     * This answer, if it is one.
     *
     * @throws LighthouseException.Unsupported if the node has no such endpoint
     * @throws LighthouseException.Http for every other status but success
     */
    NodeAnswer orFail() {
        if (answer.isSuccess()) {
            return this;
        }
        throw isUnsupported() ? unsupported() : failure();
    }

    /**
     * This answer as {@link #orFail}; empty where the node knows nothing under that name, which it says in the form of
     * its errors: a 404 in any other form is somebody else's.
     */
    Optional<NodeAnswer> orMissing() {
        boolean isMissing = status() == NOT_FOUND && !isUnsupported() && error().isPresent();
        return isMissing ? Optional.empty() : Optional.of(orFail());
    }

    /**
     * This answer, if a node says by it that it has done what it was told: 200 or 202, without a body or with JSON.
     *
     * @throws LighthouseException.Unsupported if the node has no such endpoint
     * @throws LighthouseException.Http for every other status but success
     * @throws LighthouseException.Decode if somebody else answers, such as a proxy with a page
     */
    NodeAnswer orNotTold() {
        orFail();
        requirePlain();
        if (status() != OK && !isAccepted()) {
            throw notUnderstood(new DecodeFailure("$", "comes with HTTP " + status() + ", and a node says 200 or 202"));
        }
        if (answer.body().length > 0) {
            requireJsonType();
            read(NodeAnswer::nullOrObject);
        }
        return this;
    }

    /** What releases say where there is nothing to say, or to explain themselves. */
    private static boolean nullOrObject(JsonCursor json) {
        boolean isNull = json.nextNull();
        if (!isNull) {
            json.beginObject();
            while (json.nextAny()) {
                json.skip();
            }
        }
        return isNull;
    }

    /**
     * Whether the node has no such endpoint. A 404 is about what was asked for where the release has the endpoint, and
     * releases up to v4.3.0 blame the version of an endpoint for many a mistake in a request.
     */
    private boolean isUnsupported() {
        return endpoint.isIn(release)
                ? status() == METHOD_NOT_ALLOWED
                        || blamesVersion() && release.isAtLeast(4, 4, 0) && !isUnfitInDisguise()
                : status() == NOT_FOUND || status() == METHOD_NOT_ALLOWED || blamesVersion();
    }

    private boolean blamesVersion() {
        return status() == BAD_REQUEST && message().startsWith(NO_ENDPOINT);
    }

    /** Whether the node can't serve validators now, and blames the version of an endpoint that its release has. */
    private boolean isUnfitInDisguise() {
        return !release.isAtLeast(5, 2, 0)
                && endpoint.isIn(release)
                && BeaconPaths.OF_NODES_IN_STEP.contains(endpoint)
                && blamesVersion();
    }

    /** Whether it may be that the node lacks the endpoint, whatever its release should have. */
    boolean isMissingPerhaps() {
        return status() == NOT_FOUND
                || isUnsupported()
                // a node that is only taken for its release may lack what is newer, and says the same
                || BeaconPaths.NEWER.contains(endpoint) && isUnfitInDisguise();
    }

    private LighthouseException unsupported() {
        String when = endpoint.since()
                .filter(first -> release.compareTo(first) < 0)
                .map(first -> "; releases from " + first + " on have it")
                .or(() -> endpoint.until().map(end -> "; releases before " + end + " have it"))
                .orElse("");
        return new LighthouseException.Unsupported(
                label.site(),
                label.operation(),
                null,
                endpoint.toString(),
                "Lighthouse " + release + " has no " + endpoint + when);
    }

    /** What a status that is no success says. */
    LighthouseException failure() {
        if (isUnfitInDisguise()) {
            String meaning = release.isAtLeast(4, 4, 0)
                    ? " is syncing or has no peers"
                    : " is syncing or has no peers, or that the request is wrong";
            return LighthouseException.Http.ofNode(
                    label.site(),
                    label.operation(),
                    UNAVAILABLE,
                    message() + ": so a node of " + release + " says that it" + meaning);
        }
        return error().flatMap(NodeError::message).isPresent()
                ? LighthouseException.Http.ofNode(label.site(), label.operation(), status(), message())
                : new LighthouseException.Http(label.site(), label.operation(), status(), message());
    }

    /** The message of the error, or the beginning of what came in its place; without secrets. */
    String message() {
        return error().flatMap(NodeError::message)
                .map(text -> shortened(BeaconHttp.redacted(text, secrets)))
                .orElseGet(this::excerpt);
    }

    /** What was refused of several things; without secrets. */
    List<PublishFailure> failures() {
        return error().map(NodeError::failures).orElse(List.of()).stream()
                .map(failure ->
                        PublishFailure.of(failure.index(), shortened(BeaconHttp.redacted(failure.message(), secrets))))
                .toList();
    }

    /** What the node has against the request; a gateway that has something against it does not repeat its status. */
    private Optional<NodeError> error() {
        JsonCursor json = new JsonCursor(answer.body(), answer.body().length);
        try {
            return Optional.of(NodeError.TYPE.read(json))
                    .filter(error -> error.code().equals(Optional.of(UInt64.of(status()))));
        } catch (DecodeFailure e) {
            // a proxy's page, or nothing
            return Optional.empty();
        }
    }

    /** The fork that the header names; empty without one. */
    Optional<Fork> fork() {
        return header(FORK_HEADER).map(name -> {
            Fork fork = FORKS.get(name.toLowerCase(Locale.ROOT));
            if (fork == null) {
                throw notUnderstood(new DecodeFailure(
                        "$",
                        "is of the fork " + AnswerBody.excerpt(name.getBytes(StandardCharsets.UTF_8), text -> text)
                                + "; read" + " are Capella and Deneb"));
            }
            return fork;
        });
    }

    /** The fork of what says nothing of it itself. */
    Fork requireFork() {
        return fork().orElseThrow(() -> notUnderstood(new DecodeFailure(
                "$", "comes without the header " + FORK_HEADER + ": nobody says which fork this is of")));
    }

    /** What was accepted and not taken in, which comes with a success that is none. */
    boolean isAccepted() {
        return status() == ACCEPTED;
    }

    String excerpt() {
        return AnswerBody.excerpt(answer.body(), text -> BeaconHttp.redacted(text, secrets));
    }

    private static String shortened(String text) {
        int most = 512;
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    /** Whether the body is SSZ. */
    boolean isSsz() {
        return contentType().startsWith(HttpRequest.SSZ);
    }

    /** The value that the body is in JSON. */
    <T> T json(JsonType<T> type) {
        requireJson();
        return read(type::read);
    }

    private <T> T read(Function<JsonCursor, T> type) {
        JsonCursor json = new JsonCursor(answer.body(), answer.body().length);
        try {
            T value = type.apply(json);
            json.end();
            return value;
        } catch (DecodeFailure e) {
            throw notUnderstood(e);
        }
    }

    /** The value that the body is in SSZ. */
    <T> T ssz(SszType<T> type) {
        requirePlain();
        try {
            return type.decode(answer.body(), 0, answer.body().length);
        } catch (DecodeFailure e) {
            throw notUnderstood(new DecodeFailure("$" + e.path(), e.problem()));
        }
    }

    /** The bytes of an answer that has to be SSZ. */
    byte[] requireSsz() {
        if (!isSsz()) {
            throw notUnderstood(new DecodeFailure("$", "is " + contentType() + ", not SSZ"));
        }
        return bytes();
    }

    /** The body as it came. */
    byte[] bytes() {
        requirePlain();
        return answer.body().clone();
    }

    private void requireJson() {
        requirePlain();
        if (status() != OK) {
            // 202 and its like have the form of an error
            throw failure();
        }
        requireJsonType();
    }

    private void requireJsonType() {
        String type = contentType();
        if (!type.isEmpty() && !type.contains("json")) {
            throw notUnderstood(
                    new DecodeFailure("$", "is " + type + ", not JSON: is beaconUrl that of a Lighthouse node?"));
        }
    }

    private void requirePlain() {
        String encoding = header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw notUnderstood(new DecodeFailure("$", "is encoded with " + encoding + ", which was not asked for"));
        }
    }

    private String contentType() {
        return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).replaceFirst(" *;.*", "");
    }

    /** What is there to be signed must be what was asked for. */
    void requireSame(String path, Object found, Object wanted) {
        if (!found.equals(wanted)) {
            throw notUnderstood(new DecodeFailure(path, "is of " + found + ", and " + wanted + " was asked for"));
        }
    }

    LighthouseException notUnderstood(DecodeFailure failure) {
        return new LighthouseException.Decode(
                label.site(), label.operation(), failure.path(), failure.problem(), failure);
    }
}
