package examples;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;

/** The weight of a canary from a flag service, through OpenFeature: the percentage of a numeric flag. */
public final class FlagWeight implements WeightSource {
    private final Client flags = OpenFeatureAPI.getInstance().getClient();
    private final String flag;

    /** Reads this flag; without it, and without the service, the weight is nothing. */
    public FlagWeight(String flag) {
        this.flag = flag;
    }

    @Override
    public Weight weight() {
        double percentage = flags.getDoubleValue(flag, 0.0);
        return Weight.basisPoints((int) Math.round(Math.min(100, Math.max(0, percentage)) * 100));
    }
}
