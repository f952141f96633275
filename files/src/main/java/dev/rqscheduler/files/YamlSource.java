/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML file as a tree of nodes that know their lines: bounded in size and depth, without aliases. */
final class YamlSource {

    /** Maximum file size, in bytes. */
    static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 100;

    private YamlSource() {}

    /** Returns empty if it is not YAML, or uses unsupported features; the problems say why. */
    static Optional<Node> read(Path file, Problems problems) {
        return text(file, problems).flatMap(text -> parse(text, problems));
    }

    private static Optional<Node> parse(String text, Problems problems) {
        // The core schema is YAML 1.2's: yes, no and on are strings, and so are dates.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(LONGEST)
                .setSchema(new CoreSchema())
                .build();
        try {
            if (!isPlain(new Parse(settings).parseString(text), problems)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(0, "", "is empty: it must have schedules: with one definition per name");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(Problems.line(e.getProblemMark()), "", "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(0, "", "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Checks the events first, which takes no more memory than the file, whatever it would expand to. */
    private static boolean isPlain(Iterable<Event> events, Problems problems) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            String problem = problem(event, depth, documents);
            if (!problem.isEmpty()) {
                problems.add(Problems.line(event.getStartMark()), "", problem);
                return false;
            }
        }
        return true;
    }

    private static String problem(Event event, int depth, int documents) {
        if (event instanceof AliasEvent) {
            return "aliases (*name) are not supported: write the value out, or put it under defaults";
        } else if (event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<")) {
            return "merge keys (<<) are not supported: put the fields under defaults";
        } else if (depth > DEEPEST) {
            return "is nested deeper than " + DEEPEST + " levels";
        }
        return documents > 1 ? "has a second document: move it to a separate file" : "";
    }

    private static Optional<String> text(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                problems.add(0, "", "is longer than 1 MiB: split it (a group may span several files)");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            problems.add(0, "", "does not exist");
        } catch (AccessDeniedException e) {
            problems.add(0, "", "is not readable by this user");
        } catch (CharacterCodingException e) {
            problems.add(0, "", "is not UTF-8 text");
        } catch (IOException e) {
            problems.add(0, "", Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
