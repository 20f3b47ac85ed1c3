package io.github.lighthousecompat.testkit.convert;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.Transactions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of values by the paths of their accessors, found out by reflection rather than by conversion. */
final class Accessors {
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");
    private static final Set<String> NO_FIELDS = Set.of("fork", "check", "hashCode", "toString", "getClass");

    private Accessors() {}

    /** Paths of all fields of {@code value}, those of a block, body or payload inside it with their way. */
    static Set<String> paths(Object value) {
        Set<String> paths = new TreeSet<>();
        for (Method accessor : type(value).getMethods()) {
            String name = accessor.getName();
            if (accessor.getParameterCount() > 0
                    || Modifier.isStatic(accessor.getModifiers())
                    || NO_FIELDS.contains(name)) {
                continue;
            }
            Object field = read(value, name);
            if (field instanceof ExecutionPayload || field instanceof BlockBody || field instanceof BeaconBlock) {
                paths(field).forEach(path -> paths.add(name + "." + path));
            } else {
                paths.add(name);
            }
        }
        return paths;
    }

    /** What {@code path} leads to; fails if it leads nowhere. */
    static Object read(Object value, String path) {
        Object at = value;
        for (String step : path.split("\\.", -1)) {
            Matcher parts = STEP.matcher(step);
            if (!parts.matches()) {
                throw new AssertionError("not a path: " + path);
            }
            try {
                at = type(at).getMethod(parts.group(1)).invoke(at);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(path + " is no field of " + value, e);
            }
            if (parts.group(2) != null) {
                int index = Integer.parseInt(parts.group(2));
                at = at instanceof Transactions transactions ? transactions.get(index) : ((List<?>) at).get(index);
            }
        }
        return at;
    }

    /** The generated classes are hidden, their interface is not. */
    private static Class<?> type(Object value) {
        return Arrays.stream(value.getClass().getInterfaces())
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no public type: " + value.getClass()));
    }
}
