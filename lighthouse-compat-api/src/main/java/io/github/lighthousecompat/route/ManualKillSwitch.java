package io.github.lighthousecompat.route;

/** A kill switch that the host turns on and off. Thread-safe: decisions that begin after a turn see it. */
public final class ManualKillSwitch implements KillSwitch {
    private volatile boolean isOn;

    ManualKillSwitch() {}

    /** Turns it on; does nothing if it is. */
    public void on() {
        isOn = true;
    }

    /** Turns it off; does nothing if it is. */
    public void off() {
        isOn = false;
    }

    @Override
    public boolean isOn() {
        return isOn;
    }

    /** {@code on} or {@code off}. */
    @Override
    public String toString() {
        return isOn ? "on" : "off";
    }
}
