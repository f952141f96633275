/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.OtherBuild;
import dev.rqscheduler.bench.load.Backlog;
import dev.rqscheduler.bench.measure.AgainstPart;
import dev.rqscheduler.bench.measure.ClientPart;
import dev.rqscheduler.bench.measure.FootprintPart;
import dev.rqscheduler.bench.measure.IdlePart;
import dev.rqscheduler.bench.measure.JitterPart;
import dev.rqscheduler.bench.measure.LatenessPart;
import dev.rqscheduler.bench.measure.MovesPart;
import dev.rqscheduler.bench.measure.PagePart;
import dev.rqscheduler.bench.measure.Part;
import dev.rqscheduler.bench.measure.Scale;
import dev.rqscheduler.bench.measure.SchedulesPart;
import dev.rqscheduler.bench.measure.Stage;
import dev.rqscheduler.bench.report.JsonReport;
import dev.rqscheduler.bench.report.Limits;
import dev.rqscheduler.bench.report.Report;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.bench.report.Surroundings;
import dev.rqscheduler.bench.report.Verdict;
import dev.rqscheduler.bench.rival.PythonRivals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** Measures, prints tables and verdicts, and ends with 1 if something was wrong: no figure is ever wrong. */
@Command(
        name = "bench/run",
        sortOptions = false,
        description = {
            "Measures the scheduler beside a ceiling and its rivals, on a Redis of its own, all in one run of about ten minutes.",
            "Ends with 1 if a job was lost, moved twice or moved early, or if something could not be run; a figure on the wrong",
            "side of its limit is shown, and is no failure: that is a matter of the machine."
        })
final class BenchCommand implements Callable<Integer> {

    private final PrintStream out;
    private final long start = System.nanoTime();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--smoke",
            description = "Everything once, in little: shows that it works, and nothing about speed.")
    private boolean smoke;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all values that were measured to FILE.")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the tables to FILE as well.")
    private @Nullable Path markdown;

    @Option(names = "--seed", paramLabel = "N", description = "Of ids and due times; default: a new one, printed.")
    private @Nullable Long givenSeed;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each figure is measured, alternating; default 5, with --against 11, smoke 1.")
    private @Nullable Integer givenRepetitions;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "These parts only: moves, schedules, lateness, idle, footprint, client, page, jitter.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--redis",
            paramLabel = "PROGRAM",
            description =
                    "A server's program for the part jitter; again for each server that is to be compared with the first.")
    private List<Path> servers = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "JAR",
            description = {
                "Compares this build with another one (its cli/target/rqscheduler.jar) instead, in turns: moves of one-off,",
                "interval and cron jobs, runs of named schedules, starts, memory. 11 turns, about five minutes. Needs no Python."
            })
    private @Nullable Path against;

    @Option(names = "--root", hidden = true, defaultValue = "${sys:rqscheduler.root:-.}")
    private Path root = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    BenchCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        int repetitions = Optional.ofNullable(givenRepetitions).orElse(smoke ? 1 : against == null ? 5 : 11);
        if (repetitions < 1 || repetitions > 1_000) {
            throw wrong("--repetitions must be 1 to 1000, not " + repetitions);
        }
        if (!Files.isExecutable(root.resolve("rqscheduler"))) {
            throw wrong("no script rqscheduler in " + root.toAbsolutePath());
        }
        servers.stream()
                .filter(server -> !Files.isExecutable(server))
                .findFirst()
                .ifPresent(server -> {
                    throw wrong("--redis: cannot run " + server);
                });
        if (against != null && !only.isEmpty()) {
            throw wrong("--against has parts of its own: --only does not go with it");
        }
        if (against != null && !servers.isEmpty()) {
            throw wrong("--redis is for the part jitter, which --against does not have");
        }
        long seed = Optional.ofNullable(givenSeed)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        Path folder = Files.createTempDirectory("rqscheduler-bench");
        Path ownRoot = root.toAbsolutePath().normalize();
        try (BenchRedis redis = BenchRedis.start()) {
            if (against == null) {
                Stage stage =
                        stage(ownRoot, folder, redis, Optional.of(PythonRivals.find(redis, folder)), repetitions, seed);
                return run(Machine.describe(stage), parts(stage));
            }
            OtherBuild other = otherBuild(against, ownRoot, folder);
            try (BenchRedis otherRedis = BenchRedis.start()) {
                Stage ours = stage(ownRoot, folder, redis, Optional.empty(), repetitions, seed);
                Stage others = stage(other.root(), folder, otherRedis, Optional.empty(), repetitions, seed);
                Surroundings surroundings =
                        Machine.describe(ours).with("other build", against + ", " + other.version());
                return run(surroundings, List.of(new AgainstPart(ours, others)));
            }
        } finally {
            delete(folder);
        }
    }

    private OtherBuild otherBuild(Path jar, Path ownRoot, Path folder) throws InterruptedException, IOException {
        try {
            Path place = Files.createDirectory(folder.resolve("other"));
            return OtherBuild.lay(ownRoot.resolve("rqscheduler"), jar, place);
        } catch (IllegalArgumentException e) {
            throw wrong("--against: " + e.getMessage());
        }
    }

    private Stage stage(
            Path ofBuild, Path folder, BenchRedis redis, Optional<PythonRivals> rivals, int repetitions, long seed) {
        return new Stage(
                ofBuild,
                folder,
                redis,
                new Backlog(redis),
                rivals,
                smoke ? Scale.SMOKE : Scale.FULL,
                repetitions,
                seed,
                this::say);
    }

    private int run(Surroundings surroundings, List<Part> parts) throws InterruptedException, IOException {
        Results results = new Results();
        List<Section> sections = new ArrayList<>();
        for (Part part : parts) {
            part.measure(results);
            sections.addAll(part.sections(results));
        }
        List<Verdict> verdicts = smoke
                ? List.of()
                : against != null
                        ? AgainstPart.verdicts(results)
                        : Limits.verdicts(results).stream()
                                .filter(verdict -> only.isEmpty() || verdict.isMeasured())
                                .toList();
        String text = new Report(
                        smoke ? "Smoke run, not for comparison" : "Benchmark",
                        surroundings,
                        sections,
                        results,
                        verdicts)
                .markdown();
        out.println();
        out.print(text);
        out.flush();
        if (markdown != null) {
            Files.writeString(markdown, text);
        }
        if (json != null) {
            Files.writeString(json, new JsonReport(surroundings, results, verdicts).text());
        }
        return results.problems().isEmpty() ? 0 : 1;
    }

    private List<Part> parts(Stage stage) {
        List<Part> all = List.of(
                new MovesPart(stage),
                new SchedulesPart(stage),
                new LatenessPart(stage),
                new IdlePart(stage),
                new FootprintPart(stage),
                new ClientPart(stage),
                new PagePart(stage),
                new JitterPart(stage, servers));
        List<String> names = all.stream().map(Part::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw wrong("no part is called " + name + "; there are " + String.join(", ", names));
        });
        return all.stream()
                .filter(part -> only.isEmpty() || only.contains(part.name()))
                .toList();
    }

    private void say(String line) {
        out.printf("%4d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), line);
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalArgumentException(message);
        }
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
