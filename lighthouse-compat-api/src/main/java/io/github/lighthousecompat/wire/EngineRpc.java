package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.json.DecodeFailure;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a method of one endpoint and blocks until its answer is there. Thread-safe. */
final class EngineRpc {
    private static final int MAX_ERROR_TEXT = 512;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Transport transport;
    private final Jwt jwt;
    private final AtomicLong lastId = new AtomicLong();

    EngineRpc(Transport transport, Jwt jwt) {
        this.transport = transport;
        this.jwt = jwt;
    }

    /** Where the calls go, for messages. */
    String endpoint() {
        return transport.endpoint();
    }

    /**
     * Sends one request.
     *
     * @param isRepeatable whether the request may arrive twice
     * @throws LighthouseException if there is no answer that {@code reader} reads; it names the method
     */
    <R> R call(Attempt attempt, String method, Params params, boolean isRepeatable, ResultReader<R> reader) {
        CallLabel label = attempt.label().of(method);
        long id = lastId.incrementAndGet();
        byte[] body = JsonRpc.encode(id, method, params);
        String token = jwt.token(label);
        HttpRequest request =
                HttpRequest.post("", body, HttpRequest.JSON, isRepeatable).with("Authorization", "Bearer " + token);
        Transport.Exchange exchange = transport.exchange(label, request);
        byte[] answer = success(attempt.interruptibly(exchange::cancel, exchange::execute), label, token);
        try {
            return JsonRpc.decode(answer, answer.length, id, reader);
        } catch (DecodeFailure e) {
            throw new LighthouseException.Decode(label.site(), method, e.path(), e.problem(), e);
        } catch (RpcFailure e) {
            throw new LighthouseException.Rpc(
                    label.site(), method, e.code(), shortened(e.text().replace(token, "(token)")));
        }
    }

    private byte[] success(HttpAnswer answer, CallLabel label, String token) {
        if (answer.isSuccess()) {
            return answer.body();
        }
        String text = AnswerBody.excerpt(answer.body(), body -> body.replace(token, "(token)"));
        if (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) {
            throw new LighthouseException.Authentication(
                    label.site(),
                    label.operation(),
                    endpoint() + " answered HTTP " + answer.status() + (text.isEmpty() ? "" : " (" + text + ")"));
        }
        throw new LighthouseException.Http(label.site(), label.operation(), answer.status(), text);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ERROR_TEXT ? text : text.substring(0, MAX_ERROR_TEXT - 3) + "...";
    }
}
