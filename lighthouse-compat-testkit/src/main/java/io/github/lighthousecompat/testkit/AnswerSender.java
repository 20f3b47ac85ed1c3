package io.github.lighthousecompat.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lighthousecompat.call.TimeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Sends the answers of a fake server, as a rule says if there is one. Thread-safe. */
final class AnswerSender {
    private static final int NO_BODY = -1;
    private static final int UNKNOWN_LENGTH = 0;
    private static final byte[] BLANKS = new byte[8192];

    static {
        Arrays.fill(BLANKS, (byte) ' ');
    }

    private final TimeSource time;

    /** A sender whose delays pass by {@code time}. */
    AnswerSender(TimeSource time) {
        this.time = time;
    }

    /** Sends the whole answer at once. */
    static void sendWhole(HttpExchange exchange, HttpAnswer answer) throws IOException {
        OutputStream out = begin(exchange, answer);
        out.write(answer.body().toArray());
        for (long left = answer.padding(); left > 0; left -= BLANKS.length) {
            out.write(BLANKS, 0, (int) Math.min(left, BLANKS.length));
        }
        out.flush();
    }

    /** Sends status and headers, and gives what takes a body of whatever length. */
    static OutputStream open(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), UNKNOWN_LENGTH);
        OutputStream out = exchange.getResponseBody();
        // newer servers keep the headers until something of the body comes
        out.flush();
        return out;
    }

    /** Sends what the rule makes of the answer, as far and as fast as it says. */
    void send(HttpExchange exchange, HttpAnswer answer, Optional<? extends ScriptRule<?>> rule) throws IOException {
        if (rule.isEmpty()) {
            sendWhole(exchange, answer);
            return;
        }
        HttpAnswer changed = rule.get().changed(answer);
        switch (awaitTurn(rule.get())) {
            case WHOLE ->
                sendSlowly(exchange, changed, changed.length(), rule.get().perByte());
            case HALF ->
                sendSlowly(exchange, changed, changed.length() / 2, rule.get().perByte());
            case STALLED -> {
                sendSlowly(exchange, changed, changed.length() / 2, rule.get().perByte());
                await(rule.get().gate());
            }
            case NOTHING -> {}
        }
    }

    /** Waits until the rule lets the answer begin; gives how much of it is to be sent. */
    ScriptRule.Cut awaitTurn(ScriptRule<?> rule) throws InterruptedIOException {
        pause(rule.delay());
        ScriptRule.Cut cut = rule.cut();
        if (cut != ScriptRule.Cut.STALLED) {
            await(rule.gate());
        }
        return cut;
    }

    /** Promises the whole body and sends {@code count} bytes of it; closing the exchange then breaks the connection. */
    private void sendSlowly(HttpExchange exchange, HttpAnswer answer, long count, Duration perByte) throws IOException {
        OutputStream out = begin(exchange, answer);
        out.flush();
        int ofBody = (int) Math.min(count, answer.body().size());
        write(out, answer.body().toArray(), ofBody, perByte);
        for (long left = count - ofBody; left > 0; left -= BLANKS.length) {
            write(out, BLANKS, (int) Math.min(left, BLANKS.length), perByte);
        }
    }

    /** Sends the first {@code count} bytes, one after each {@code perByte} if that is not zero. */
    void write(OutputStream out, byte[] bytes, int count, Duration perByte) throws IOException {
        if (perByte.isZero()) {
            out.write(bytes, 0, count);
            out.flush();
            return;
        }
        for (int i = 0; i < count; i++) {
            pause(perByte);
            out.write(bytes[i]);
            out.flush();
        }
    }

    /** Waits for {@code latch} or the end of the server. */
    static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node was killed");
        }
    }

    private static OutputStream begin(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.length() == 0 ? NO_BODY : answer.length());
        return answer.length() == 0 ? OutputStream.nullOutputStream() : exchange.getResponseBody();
    }

    private void pause(Duration duration) throws InterruptedIOException {
        if (!duration.isZero()) {
            CountDownLatch due = new CountDownLatch(1);
            time.schedule(duration, due::countDown);
            await(due);
        }
    }
}
