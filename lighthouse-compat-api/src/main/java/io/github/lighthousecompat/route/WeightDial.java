package io.github.lighthousecompat.route;

/** A weight that the host turns while the client runs. Thread-safe. */
public final class WeightDial implements WeightSource {
    private volatile Weight weight;

    private WeightDial(Weight weight) {
        this.weight = weight;
    }

    /** A dial that stands at {@code weight}. */
    public static WeightDial at(Weight weight) {
        return new WeightDial(weight);
    }

    /** Turns it; decisions from now on see the new weight. */
    public void turn(Weight to) {
        weight = to;
    }

    @Override
    public Weight weight() {
        return weight;
    }

    /** The weight now. */
    @Override
    public String toString() {
        return weight.toString();
    }
}
