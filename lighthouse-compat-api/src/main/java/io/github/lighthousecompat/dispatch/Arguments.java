package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import org.jspecify.annotations.Nullable;

/** What routing reads out of an argument. */
final class Arguments {
    private Arguments() {}

    /** The fork that whoever answers must speak; null if any will do. */
    static @Nullable Fork forkToAnswer(Object argument) {
        return argument instanceof ForkchoiceBuild build ? build.attributes().fork() : forkToFollow(argument);
    }

    /** The fork that whoever is fed must speak; null if any will do. */
    static @Nullable Fork forkToFollow(Object argument) {
        return argument instanceof NewPayloadRequest request ? request.fork() : null;
    }
}
