/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataException;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An application has no command line of ours, so it chooses its rules by a property or a variable. */
class TzdataChoiceTest {

    /** Prints the rules that a process uses, as an application would find them: by looking up a zone. */
    public static final class Application {
        public static void main(String[] args) {
            Zones.parse("Europe/Berlin");
            System.out.print(ZoneEdition.ours().version());
        }
    }

    @Test
    void configured_nothingSaid_isAuto() {
        assertThat(choice("", "")).isEqualTo(TzdataChoice.AUTO);
    }

    @Test
    void configured_propertyAndVariable_propertyWins() {
        assertThat(choice("jdk", "bundled")).isEqualTo(TzdataChoice.JDK);
        assertThat(choice("", "Bundled")).isEqualTo(TzdataChoice.BUNDLED);
    }

    @Test
    void configured_unknownWord_isRefusedByName() {
        assertThatThrownBy(() -> choice("newest", ""))
                .isInstanceOf(TzdataException.class)
                .hasMessage("system property rqscheduler.tzdata must be auto, system, bundled or jdk, not \"newest\"");
        assertThatThrownBy(() -> choice("", "zoneinfo"))
                .isInstanceOf(TzdataException.class)
                .hasMessage("environment variable RQSCHEDULER_TZDATA must be auto, system, bundled or jdk, not"
                        + " \"zoneinfo\"");
    }

    @Test
    void application_choosesByPropertyOrVariable() throws IOException, InterruptedException {
        String jdk = TzdataSources.of(TzdataChoice.JDK, Map.of())
                .version()
                .orElseThrow()
                .toString();
        String bundled = TzdataSources.of(TzdataChoice.BUNDLED, Map.of())
                .version()
                .orElseThrow()
                .toString();

        assertThat(versionInUse("-Drqscheduler.tzdata=jdk", "bundled")).isEqualTo(jdk);
        assertThat(versionInUse("-Dunrelated=1", "bundled")).isEqualTo(bundled);
    }

    private static TzdataChoice choice(String property, String variable) {
        Properties properties = new Properties();
        if (!property.isEmpty()) {
            properties.setProperty(TzdataChoice.PROPERTY, property);
        }
        return TzdataChoice.configured(properties, Map.of(TzdataChoice.VARIABLE, variable));
    }

    private static String versionInUse(String option, String variable) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Application.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(TzdataChoice.VARIABLE, variable);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out;
    }
}
