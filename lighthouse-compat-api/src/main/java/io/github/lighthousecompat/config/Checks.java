package io.github.lighthousecompat.config;

import io.github.lighthousecompat.route.Weight;

/** What settings mean together, and which of them contradict each other. */
final class Checks {
    private Checks() {}

    static MigrationSettings settings(Values values) {
        boolean v5 = values.of(Setting.V5);
        needsV5(values, Setting.V5_IS_PRIMARY, values.of(Setting.V5_IS_PRIMARY));
        needsV5(values, Setting.PARALLEL, values.of(Setting.PARALLEL));
        needsV5(values, Setting.VALIDATION, values.of(Setting.VALIDATION));
        needsV5(values, Setting.NEW_PAYLOAD_V5, values.of(Setting.NEW_PAYLOAD_V5));
        needsV5(values, Setting.FORKCHOICE_V5, values.of(Setting.FORKCHOICE_V5));
        needsV5(values, Setting.CANARY, !values.of(Setting.CANARY).equals(Weight.NONE));
        if (!v5 && !values.of(Setting.V4)) {
            throw wrong(values, Setting.V4, "leaves nobody to answer: set features.lighthouse_v5 to true as well");
        }
        if (values.of(Setting.FORKCHOICE_V5) && !values.of(Setting.NEW_PAYLOAD_V5)) {
            throw wrong(
                    values,
                    Setting.FORKCHOICE_V5,
                    "would split a block between the versions: set features.new_payload_v5_only to true as well");
        }
        MigrationMode mode = mode(values);
        check(values, mode);
        needsV5InEveryMode(values, mode, Setting.NEW_PAYLOAD_V5);
        needsV5InEveryMode(values, mode, Setting.FORKCHOICE_V5);
        return new MigrationSettings(values, Roles.of(values, mode));
    }

    private static MigrationMode mode(Values values) {
        String said = values.of(Setting.MODE);
        if (!said.isEmpty()) {
            try {
                return MigrationMode.parse(said);
            } catch (IllegalArgumentException e) {
                throw wrong(values, Setting.MODE, String.valueOf(e.getMessage()));
            }
        }
        if (!values.of(Setting.V5)) {
            return MigrationMode.V4_ONLY;
        }
        if (!values.of(Setting.V4)) {
            return MigrationMode.V5_ONLY;
        }
        boolean canary = !values.of(Setting.CANARY).equals(Weight.NONE);
        if (canary && values.of(Setting.PARALLEL)) {
            throw wrong(
                    values,
                    Setting.PARALLEL,
                    "and a canary exclude each other: set one of features.lighthouse_parallel_mode and"
                            + " rollout.canary_percentage");
        }
        if (canary && values.of(Setting.V5_IS_PRIMARY)) {
            throw wrong(
                    values,
                    Setting.V5_IS_PRIMARY,
                    "leaves nothing to a canary: set one of features.lighthouse_v5_primary and"
                            + " rollout.canary_percentage");
        }
        if (values.of(Setting.PARALLEL)) {
            return MigrationMode.PARALLEL;
        }
        if (canary) {
            return MigrationMode.CANARY;
        }
        if (values.of(Setting.V5_IS_PRIMARY)) {
            return MigrationMode.V5_PRIMARY;
        }
        return values.of(Setting.VALIDATION) ? MigrationMode.V4_PRIMARY : MigrationMode.V4_ONLY;
    }

    private static void check(Values values, MigrationMode mode) {
        boolean said = !values.of(Setting.MODE).isEmpty();
        if (said && values.given(Setting.V5).isPresent() && mode.needsV5() && !values.of(Setting.V5)) {
            throw wrong(values, Setting.MODE, "needs v5: set features.lighthouse_v5 to true");
        }
        if (said && mode.needsV4() && !values.of(Setting.V4)) {
            throw wrong(values, Setting.MODE, "needs v4: set features.lighthouse_v4 to true");
        }
        if (mode == MigrationMode.CANARY && values.given(Setting.CANARY).isEmpty()) {
            throw wrong(
                    values, Setting.MODE, "needs a weight: set LIGHTHOUSE_CANARY_PERCENT, 0 if it is to begin there");
        }
    }

    private static void needsV5(Values values, Setting<?> setting, boolean isOn) {
        boolean modeIsSaid =
                !values.of(Setting.MODE).isEmpty() && values.given(Setting.V5).isEmpty();
        if (isOn && !values.of(Setting.V5) && !modeIsSaid) {
            throw wrong(values, setting, "needs v5: set features.lighthouse_v5 to true as well");
        }
    }

    /** Other flags are idle in a mode without v5; that of a single operation would call it all the same. */
    private static void needsV5InEveryMode(Values values, MigrationMode mode, Setting<Boolean> setting) {
        if (values.of(setting) && !mode.needsV5() && !values.of(Setting.V5)) {
            throw wrong(
                    values,
                    setting,
                    "needs v5, which LIGHTHOUSE_MODE = " + mode
                            + " does without: set features.lighthouse_v5 to true as well, or take it out");
        }
    }

    private static IllegalArgumentException wrong(Values values, Setting<?> setting, String problem) {
        return new IllegalArgumentException("MigrationSettings: " + values.where(setting) + " " + problem);
    }
}
