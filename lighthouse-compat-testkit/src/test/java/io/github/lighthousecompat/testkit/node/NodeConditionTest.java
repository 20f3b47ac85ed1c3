package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConditionTest {
    @TempDir
    Path directory;

    @Test
    void decide_withNodeJs_runsTheTest() {
        assertThat(NodeCondition.decide(Optional.empty(), true).isDisabled()).isFalse();
    }

    @Test
    void decide_withoutNodeJs_skipsAndSaysWhy() {
        var decision = NodeCondition.decide(Optional.of("no node on the PATH"), false);

        assertThat(decision.isDisabled()).isTrue();
        assertThat(decision.getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("SKIPPED", "no node on the PATH"));
    }

    @Test
    void decide_withoutNodeJsWhereItIsRequired_fails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NodeCondition.decide(Optional.of("no node on the PATH"), true))
                .withMessageContaining("no node on the PATH");
    }

    @Test
    void look_alongAnEmptyPath_findsNothing() {
        assertThat(NodeJs.look("").problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("Node.js 20"));
        assertThatIllegalStateException()
                .isThrownBy(() -> NodeJs.look("").npm())
                .withMessageContaining("Node.js 20");
    }

    @Test
    void look_atAnOldNodeJs_namesItsVersion() throws IOException {
        executable("node", "echo v18.19.0");

        assertThat(NodeJs.look(directory.toString()).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("v18.19.0", directory.toString()));
    }

    @Test
    void look_withoutNpm_saysSo() throws IOException {
        executable("node", "echo v22.1.0");

        assertThat(NodeJs.look(directory.toString()).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("npm"));

        executable("npm", "exit 0");
        assertThat(NodeJs.look(directory.toString()).problem()).isEmpty();
    }

    private void executable(String name, String command) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
