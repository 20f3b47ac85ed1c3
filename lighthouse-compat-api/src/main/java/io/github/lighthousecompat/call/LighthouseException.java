package io.github.lighthousecompat.call;

import io.github.lighthousecompat.bytes.Hash32;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call has no answer; the only exception that futures of this library fail with.
 *
 * <p>The subclasses are all there are. Each message names the client, the backend and the operation and says what to
 * do. What a node <em>answers</em> (INVALID, SYNCING, no such block) is a value, never an exception. Configuration
 * mistakes are {@link IllegalArgumentException} when something is built.
 */
public abstract sealed class LighthouseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CallSite site;
    private final String operation;

    private LighthouseException(CallSite site, String operation, String problem, @Nullable Throwable cause) {
        super("[" + site + ", " + operation + "] " + problem, cause);
        this.site = site;
        this.operation = operation;
    }

    /** Name of the client that the host called. */
    public String client() {
        return site.client();
    }

    /** Alias of the backend that was asked; the client's name where there is only one. */
    public String backend() {
        return site.backend();
    }

    /** Name of the operation, or of the Engine method where it is known. */
    public String operation() {
        return operation;
    }

    /**
     * The {@code LighthouseException} inside what a future failed with; anything else becomes {@link Decode}, as only
     * an answer that was not foreseen can raise it.
     */
    public static LighthouseException from(Throwable failure, CallSite site, String operation) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = Objects.requireNonNull(inner.getCause());
        }
        return inner instanceof LighthouseException known
                ? known
                : new Decode(site, operation, "$", "the answer could not be handled: " + inner, inner);
    }

    /** No answer within the deadline; the server may or may not have done the work. */
    public static final class Timeout extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final Duration limit;

        /** A call that had {@code limit} time. */
        public Timeout(CallSite site, String operation, Duration limit) {
            super(
                    site,
                    operation,
                    "no answer within " + limit + "; look at the server's load or raise the timeout multiplier",
                    null);
            this.limit = limit;
        }

        /** The time that the call had. */
        public Duration limit() {
            return limit;
        }
    }

    /** No connection, or one that broke. */
    public static final class Unreachable extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final boolean sent;

        /** An endpoint that can't be reached; {@code sent} if the request may have arrived. */
        public Unreachable(CallSite site, String operation, String endpoint, boolean sent, Throwable cause) {
            super(
                    site,
                    operation,
                    (sent ? "the connection broke to " : "no connection to ") + endpoint + " (" + cause.getMessage()
                            + "); check that the server runs and the URL is right",
                    cause);
            this.sent = sent;
        }

        /** Whether the request may have reached the server. */
        public boolean isSent() {
            return sent;
        }
    }

    /** The server refused the token or credentials, or the secret could not be read. */
    public static final class Authentication extends LighthouseException {
        private static final long serialVersionUID = 1L;

        private static final String OF_AN_ENGINE =
                "; check that both sides have the same JWT secret and clocks within 60 s";
        private static final String OF_A_NODE =
                "; check the beaconHeaders, such as a bearer token, of the node or of the proxy before it";

        /** A refusal of an execution layer, with the server's words if it had any. */
        public Authentication(CallSite site, String operation, String problem) {
            this(site, operation, Facet.ENGINE, problem);
        }

        /** A refusal of an endpoint for {@code facet}, with the server's words if it had any. */
        public Authentication(CallSite site, String operation, Facet facet, String problem) {
            super(site, operation, problem + (facet == Facet.ENGINE ? OF_AN_ENGINE : OF_A_NODE), null);
        }
    }

    /** A JSON-RPC error. */
    public static final class Rpc extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final String text;

        /** An error object with its code and message. */
        public Rpc(CallSite site, String operation, int code, String text) {
            super(site, operation, "JSON-RPC error " + code + ": " + text + advice(code), null);
            this.code = code;
            this.text = text;
        }

        /** The code, such as -38005 for an unsupported fork. */
        public int code() {
            return code;
        }

        /** The server's message; free text. */
        public String text() {
            return text;
        }

        private static String advice(int code) {
            return switch (code) {
                case -32601 -> "; the server lacks the method: it may be older than the fork schedule says";
                case -38001, -32001 -> "; the payload is unknown: fetch it once, soon, from the server that builds it";
                case -38002 -> "; the safe or finalized hash is not on the head's chain";
                case -38003 -> "; the attributes do not follow the head: their timestamp must be later";
                case -38004 -> "; ask for fewer items";
                case -38005 -> "; the server has another fork schedule: compare it with the client's";
                default -> "";
            };
        }
    }

    /** An HTTP status that is neither success nor a refused token. */
    public static final class Http extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final boolean isOfNode;

        /** A status with the beginning of the body. */
        public Http(CallSite site, String operation, int status, String body) {
            this(site, operation, status, body, false);
        }

        private Http(CallSite site, String operation, int status, String body, boolean isOfNode) {
            super(site, operation, "HTTP " + status + (body.isEmpty() ? "" : " (" + body + ")") + advice(status), null);
            this.status = status;
            this.isOfNode = isOfNode;
        }

        /** A status of a Lighthouse node, with the message of its error. */
        public static Http ofNode(CallSite site, String operation, int status, String message) {
            return new Http(site, operation, status, message, true);
        }

        /** Whether a Lighthouse node itself gave the status, in the form of its errors; else it may be of a proxy. */
        public boolean isOfNode() {
            return isOfNode;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        private static String advice(int status) {
            return switch (status) {
                case 408, 504 -> "; the server, or what it waits for, is slow: look at its load";
                case 413 -> "; the request is larger than the server takes: ask for less or raise its limit";
                case 429 -> "; the server is asked too often: slow down";
                case 502, 503 -> "; a proxy does not reach the server, or the server is not ready: look at both";
                case 400 -> "; the server does not take the request: see what it says";
                default ->
                    status >= 500
                            ? "; the server failed: look at its log"
                            : "; check that the URL is that of the engine port or of the node's API, without a path of"
                                    + " another service";
            };
        }
    }

    /** An answer that is not what the specification says. */
    public static final class Decode extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final String path;

        /** A problem at a JSON path. */
        public Decode(CallSite site, String operation, String path, String problem, @Nullable Throwable cause) {
            super(site, operation, "answer not understood at " + path + ": " + problem, cause);
            this.path = path;
        }

        /** Where in the answer, as in {@code $.result.executionPayload.blockHash}. */
        public String path() {
            return path;
        }
    }

    /** An answer larger than the client takes. */
    public static final class TooLarge extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final long limit;

        /** An answer of more than {@code limit} bytes. */
        public TooLarge(CallSite site, String operation, long limit) {
            super(
                    site,
                    operation,
                    "the answer has more than " + limit + " bytes; ask for less or raise the limit",
                    null);
            this.limit = limit;
        }

        /** The limit, bytes. */
        public long limit() {
            return limit;
        }
    }

    /** The client's dialect, or the server's, has no method for this. */
    public static final class Unsupported extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Fork fork;
        private final String method;

        /** A method that is missing, for {@code fork} if it depends on one. */
        public Unsupported(CallSite site, String operation, @Nullable Fork fork, String method, String problem) {
            super(site, operation, problem, null);
            this.fork = fork;
            this.method = method;
        }

        /** The fork that needs the method; empty if no fork is concerned. */
        public Optional<Fork> fork() {
            return Optional.ofNullable(fork);
        }

        /** The method that is missing. */
        public String method() {
            return method;
        }
    }

    /**
     * The node behind a fixed adapter now speaks another dialect; or that behind a connected client spoke another one
     * each time it was asked. What was read does not count, and what was to be written was not taken.
     */
    public static final class VersionChanged extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final LighthouseVersion expected;
        private final String found;

        /** A node that was {@code expected} and is {@code found}. */
        public VersionChanged(CallSite site, String operation, LighthouseVersion expected, String found) {
            super(site, operation, "expected Lighthouse " + expected.label() + ", found " + found, null);
            this.expected = expected;
            this.found = found;
        }

        /** The adapter's dialect. */
        public LighthouseVersion expected() {
            return expected;
        }

        /** What the node says it is. */
        public String found() {
            return found;
        }
    }

    /** The caller cancelled, or the client was closed while the call ran. */
    public static final class Cancelled extends LighthouseException {
        private static final long serialVersionUID = 1L;

        /** A call that was ended for {@code reason}. */
        public Cancelled(CallSite site, String operation, String reason) {
            super(site, operation, reason, null);
        }
    }

    /** Two backends contradict each other about the validity of one block. */
    public static final class Disagreement extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final transient Object answer;
        private final String other;
        private final transient Object otherAnswer;

        /** Both answers; {@code other} is the alias of the second backend. */
        public Disagreement(CallSite site, String operation, Object answer, String other, Object otherAnswer) {
            super(
                    site,
                    operation,
                    site.backend() + " says " + answer + ", " + other + " says " + otherAnswer
                            + "; do not build on this block before it is known which is right",
                    null);
            this.answer = answer;
            this.other = other;
            this.otherAnswer = otherAnswer;
        }

        /** What {@link #backend()} answered. */
        public Object answer() {
            return answer;
        }

        /** Alias of the other backend. */
        public String other() {
            return other;
        }

        /** What {@link #other()} answered. */
        public Object otherAnswer() {
            return otherAnswer;
        }
    }

    /** The client has no endpoint for this facet. */
    public static final class NotConfigured extends LighthouseException {
        private static final long serialVersionUID = 1L;

        /** A facet without {@code setting}. */
        public NotConfigured(CallSite site, String operation, String setting) {
            super(site, operation, "not configured; set " + setting + " when the client is built", null);
        }
    }

    /** The client did not take the call: nothing was sent. */
    public static final class Rejected extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        /** Why a call is not taken. */
        public enum Reason {
            /** Too many calls wait. */
            QUEUE_FULL("too many calls wait; slow down or raise the queue's capacity"),
            /** No backend may answer now. */
            BACKEND_DOWN("no backend may answer now; look at the routed client's states"),
            /** The client is closed. */
            CLOSED("the client is closed");

            private final String problem;

            Reason(String problem) {
                this.problem = problem;
            }
        }

        /** A call that was not taken for {@code reason}. */
        public Rejected(CallSite site, String operation, Reason reason) {
            super(site, operation, reason.problem, null);
            this.reason = reason;
        }

        /** Why it was not taken. */
        public Reason reason() {
            return reason;
        }
    }

    /** The argument must not be sent: nothing was. */
    public static final class Refused extends LighthouseException {
        private static final long serialVersionUID = 1L;
        private final Fault fault;

        /** What is wrong with the argument. */
        public enum Fault {
            /** The block hash is not that of the content, as after a relabelling. */
            BLOCK_HASH,
            /** The versioned hashes are not those of the blob transactions. */
            VERSIONED_HASHES,
            /** The type of the argument is not the fork of its timestamp. */
            WRONG_FORK,
            /** What a node says to vote for may not be signed by those who signed what was handed out before. */
            SURROUND_VOTE,
            /** The payload handle belongs to another backend. */
            FOREIGN_HANDLE,
            /** The fork schedule is not the one that the node reports. */
            FORK_SCHEDULE,
            /** The sizes of the chain are not those that the node reports. */
            PRESET,
            /** A transaction can't be read. */
            TRANSACTION,
            /** Anything else that can't be sent. */
            ARGUMENT
        }

        /** An argument that is refused for {@code fault}. */
        public Refused(CallSite site, String operation, Fault fault, String problem) {
            super(
                    site,
                    operation,
                    fault == Fault.FORK_SCHEDULE || fault == Fault.PRESET ? problem : problem + "; nothing was sent",
                    null);
            this.fault = fault;
        }

        /** An argument with another block hash than its content has. */
        public static Refused blockHash(CallSite site, String operation, Hash32 stated, Hash32 computed) {
            return new Refused(
                    site,
                    operation,
                    Fault.BLOCK_HASH,
                    "the payload says block hash " + stated + ", its content has " + computed);
        }

        /** An answer that is not handed out, as whoever signs it may be slashed. */
        public static Refused surroundVote(CallSite site, String operation, String problem) {
            return new Refused(site, operation, problem, Fault.SURROUND_VOTE);
        }

        private Refused(CallSite site, String operation, String message, Fault fault) {
            super(site, operation, message, null);
            this.fault = fault;
        }

        /** What is wrong with the argument. */
        public Fault fault() {
            return fault;
        }
    }
}
