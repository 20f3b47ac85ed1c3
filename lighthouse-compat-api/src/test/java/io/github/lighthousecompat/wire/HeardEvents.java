package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlockGossipEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.UnknownEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that a test asks what it has heard. */
final class HeardEvents implements Consumer<BeaconEvent> {
    private final BlockingQueue<BeaconEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void accept(BeaconEvent event) {
        events.add(event);
    }

    /** Waits for the next event. */
    BeaconEvent next() {
        try {
            BeaconEvent event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for so many events and gives them as text: the slot of a block, or the reason of a gap. */
    List<String> next(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(next()));
        }
        return texts;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** An event of a block as a node writes it. */
    static String block(int slot) {
        return "event:block_gossip\ndata:{\"slot\":\"" + slot + "\",\"block\":\"0x" + "11".repeat(32) + "\"}\n\n";
    }

    private static String text(BeaconEvent event) {
        if (event instanceof BlockGossipEvent block) {
            return block.slot().toString();
        }
        if (event instanceof EventGap gap) {
            return gap.reason().toString();
        }
        return ((UnknownEvent) event).topic() + '=' + ((UnknownEvent) event).data();
    }
}
