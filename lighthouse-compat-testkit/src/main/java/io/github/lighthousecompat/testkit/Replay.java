package io.github.lighthousecompat.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers from a recording. Requests that were alike are answered in the order of the recording, and the last answer is
 * given again and again. Thread-safe.
 */
final class Replay {
    private final Recording recording;
    /** How many answers were given to the requests that are alike, by the first exchange of them. */
    private final Map<RecordedExchange, Integer> given = new HashMap<>();

    Replay(Recording recording) {
        this.recording = recording;
    }

    synchronized HttpAnswer answer(BeaconRequest request) {
        List<RecordedExchange> alike = recording.exchanges().stream()
                .filter(exchange -> exchange.answers(request))
                .toList();
        if (alike.isEmpty()) {
            return HttpAnswer.text(501, "there is no recorded answer to " + request);
        }
        int number = given.merge(alike.get(0), 1, Integer::sum);
        return alike.get(Math.min(number, alike.size()) - 1).answer();
    }
}
