package io.github.lighthousecompat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packages depend on each other as the document of the architecture draws it. */
class ArchitectureTest {
    private static final String ROOT = ArchitectureTest.class.getPackageName();
    private static final Pattern ARROW =
            Pattern.compile("^ +p(\\w+)(?:\\[[^]]*])? --> p(\\w+)(?:\\[[^]]*])?$", Pattern.MULTILINE);

    private static Set<Arrow> drawn = Set.of();
    private static Set<Arrow> found = Set.of();

    private record Arrow(String from, String to) {}

    @BeforeAll
    static void read() throws IOException {
        drawn = ARROW.matcher(Files.readString(Path.of("..", "docs", "architecture.md")))
                .results()
                .map(arrow -> new Arrow(name(arrow, 1), name(arrow, 2)))
                .collect(Collectors.toSet());
        found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(ArchitectureTest::arrow)
                        .filter(arrow -> !arrow.to().isEmpty() && !arrow.from().equals(arrow.to()))
                        .collect(Collectors.toSet());
    }

    @Test
    void packages_dependAlongTheArrows() {
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(arrow -> assertThat(reachable(arrow.from()))
                        .as("what %s may depend on", arrow.from())
                        .contains(arrow.to()));
    }

    @Test
    void arrows_areDependencies() {
        assertThat(drawn).isNotEmpty().isSubsetOf(found);
    }

    @Test
    void arrows_haveNoCycle() {
        assertThat(drawn)
                .extracting(Arrow::from)
                .allSatisfy(name -> assertThat(reachable(name)).doesNotContain(name));
    }

    private static Set<String> reachable(String name) {
        Set<String> reached = new TreeSet<>();
        follow(name, reached);
        return reached;
    }

    private static void follow(String name, Set<String> reached) {
        for (Arrow arrow : drawn) {
            if (arrow.from().equals(name) && reached.add(arrow.to())) {
                follow(arrow.to(), reached);
            }
        }
    }

    private static Arrow arrow(Dependency dependency) {
        return new Arrow(
                name(dependency.getOriginClass().getPackageName()),
                name(dependency.getTargetClass().getPackageName()));
    }

    private static String name(MatchResult arrow, int group) {
        return arrow.group(group).toLowerCase(Locale.ROOT);
    }

    /** What the document calls a package of ours; empty for another. */
    private static String name(String packageName) {
        if (packageName.equals(ROOT)) {
            return "root";
        }
        return packageName.startsWith(ROOT + '.') ? packageName.substring(ROOT.length() + 1) : "";
    }
}
