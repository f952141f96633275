/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java code of README and docs is that of the examples: each block is the imports of one file here and what is between its
 * markers, and says in its first line which file.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), ""), "..")
            .normalize();
    private static final Path EXAMPLES = ROOT.resolve("examples/src/main/java/dev/rqscheduler/examples");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern FIRST_LINE = Pattern.compile("// examples: (\\w+\\.java)\\n");
    private static final Pattern REGION = Pattern.compile("(?ms)^ *// region\\n(.*?)^ *// endregion$");

    record Snippet(Path document, String code) {
        @Override
        public String toString() {
            return ROOT.relativize(document) + ": " + code.lines().findFirst().orElse("");
        }
    }

    static Stream<Snippet> snippets() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> documents = Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return documents.stream().flatMap(SnippetsTest::of);
        }
    }

    private static Stream<Snippet> of(Path document) {
        return BLOCK.matcher(read(document))
                .results()
                .map(block -> new Snippet(document, block.group(1)))
                // Those about schedule files are compared where that module is tested.
                .filter(snippet -> !snippet.code().contains("ScheduleFile"));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_ofADocument_isThatOfItsExample(Snippet snippet) {
        MatchResult head = FIRST_LINE
                .matcher(snippet.code())
                .results()
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("the first line must name a file of examples: // examples: X.java"));
        String source = read(EXAMPLES.resolve(head.group(1)));
        String imports =
                source.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String region = REGION.matcher(source)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent() + "\n")
                .collect(Collectors.joining("\n"));
        assertThat(region).as("the marked part of " + head.group(1)).isNotBlank();
        assertThat(snippet.code()).isEqualTo(head.group() + imports + "\n\n" + region);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
