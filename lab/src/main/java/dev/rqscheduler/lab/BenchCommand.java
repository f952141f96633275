/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab;

import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.OtherBuild;
import dev.rqscheduler.lab.bench.AgainstPart;
import dev.rqscheduler.lab.bench.BenchContext;
import dev.rqscheduler.lab.bench.ClientPart;
import dev.rqscheduler.lab.bench.FootprintPart;
import dev.rqscheduler.lab.bench.IdlePart;
import dev.rqscheduler.lab.bench.JitterPart;
import dev.rqscheduler.lab.bench.LatenessPart;
import dev.rqscheduler.lab.bench.MovesPart;
import dev.rqscheduler.lab.bench.PagePart;
import dev.rqscheduler.lab.bench.Part;
import dev.rqscheduler.lab.bench.PythonRivals;
import dev.rqscheduler.lab.bench.Scale;
import dev.rqscheduler.lab.bench.SchedulesPart;
import dev.rqscheduler.lab.load.Backlog;
import dev.rqscheduler.lab.report.BenchReport;
import dev.rqscheduler.lab.report.Environment;
import dev.rqscheduler.lab.report.JsonReport;
import dev.rqscheduler.lab.report.LimitCheck;
import dev.rqscheduler.lab.report.Limits;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures and prints tables and limits; the exit code is 1 if a job was lost, doubled or early. Figures never fail a run. */
@Command(
        name = "bench/run",
        sortOptions = false,
        description =
                "Measures the scheduler against a ceiling and its rivals, on a private Redis, all in one run of about ten"
                        + " minutes. Exits with 1 if a job was lost, moved twice or moved early, or if something could not be run. A"
                        + " figure outside its limit is shown but is no failure, since figures depend on the machine.")
final class BenchCommand extends LabCommand {

    private final long start = System.nanoTime();

    @Option(
            names = "--smoke",
            description = "Run everything on a small scale: shows that it works, and nothing about speed.")
    private boolean smoke;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all measured values to FILE.")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the tables to FILE.")
    private @Nullable Path markdown;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "How often each figure is measured, in turns; default 5, with --against 11, with --smoke 1.")
    private @Nullable Integer givenRepetitions;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description = "Only these parts: moves, schedules, lateness, idle, footprint, client, page, jitter.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--redis",
            paramLabel = "PROGRAM",
            description = "A server program for the part jitter; repeat it for each server to compare with the first.")
    private List<Path> servers = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "JAR",
            description =
                    "Compare this build with another one (its cli/target/rqscheduler.jar) instead, in turns: moves of"
                            + " one-off, interval and cron jobs, runs of named schedules, starts, memory. 11 turns, about five"
                            + " minutes. Needs no Python.")
    private @Nullable Path against;

    @Option(names = "--root", hidden = true, defaultValue = "${sys:rqscheduler.root:-.}")
    private Path root = Path.of("");

    BenchCommand(PrintStream out, String... arguments) {
        super(out, arguments);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        int repetitions = Optional.ofNullable(givenRepetitions).orElse(smoke ? 1 : against == null ? 5 : 11);
        check(repetitions);
        long seed = chooseSeed();
        Path folder = Arena.temporaryFolder("rqscheduler-bench");
        Path ownRoot = root.toAbsolutePath().normalize();
        try (LabRedis redis = LabRedis.forMeasurement()) {
            if (against == null) {
                PythonRivals rivals = PythonRivals.find(redis, folder);
                BenchContext context = context(ownRoot, folder, redis, Optional.of(rivals), repetitions, seed);
                return run(environment(context), parts(context));
            }
            OtherBuild other = otherBuild(against, ownRoot, folder);
            try (LabRedis otherRedis = LabRedis.forMeasurement()) {
                BenchContext ours = context(ownRoot, folder, redis, Optional.empty(), repetitions, seed);
                BenchContext theirs = context(other.root(), folder, otherRedis, Optional.empty(), repetitions, seed);
                Environment environment = environment(ours).with("other build", against + ", " + other.version());
                return run(environment, List.of(new AgainstPart(ours, theirs)));
            }
        } finally {
            Arena.delete(folder);
        }
    }

    private void check(int repetitions) {
        if (repetitions < 1 || repetitions > 1_000) {
            throw usage("--repetitions must be 1 to 1000, not " + repetitions);
        }
        if (!Files.isExecutable(root.resolve("rqscheduler"))) {
            throw usage("no script rqscheduler in " + root.toAbsolutePath());
        }
        servers.stream()
                .filter(server -> !Files.isExecutable(server))
                .findFirst()
                .ifPresent(server -> {
                    throw usage("--redis: cannot execute " + server);
                });
        if (against != null && !only.isEmpty()) {
            throw usage("--against has its own parts and cannot be combined with --only");
        }
        if (against != null && !servers.isEmpty()) {
            throw usage("--redis is for the part jitter and cannot be combined with --against");
        }
    }

    private OtherBuild otherBuild(Path jar, Path ownRoot, Path folder) throws InterruptedException, IOException {
        try {
            Path place = Files.createDirectory(folder.resolve("other"));
            return OtherBuild.install(ownRoot.resolve("rqscheduler"), jar, place);
        } catch (IllegalArgumentException e) {
            throw usage("--against: " + e.getMessage());
        }
    }

    private BenchContext context(
            Path ofBuild, Path folder, LabRedis redis, Optional<PythonRivals> rivals, int repetitions, long seed) {
        return new BenchContext(
                ofBuild,
                folder,
                redis,
                new Backlog(redis),
                rivals,
                smoke ? Scale.SMOKE : Scale.FULL,
                repetitions,
                seed,
                this::sayWithTime);
    }

    private static Environment environment(BenchContext context) {
        return Environment.ofThisMachine()
                .with("Redis", context.redis().version() + ", private, on the loopback interface, without persistence")
                .with("rivals", context.rivals().map(PythonRivals::versions).orElse("none in this run"))
                .with("repetitions", Integer.toString(context.repetitions()))
                .with("seed", Long.toString(context.seed()));
    }

    private int run(Environment environment, List<Part> parts) throws InterruptedException, IOException {
        Results results = new Results();
        List<Section> sections = new ArrayList<>();
        for (Part part : parts) {
            part.measure(results);
            sections.addAll(part.sections(results));
        }
        List<LimitCheck> checks = checks(results);
        String heading = smoke ? "Smoke run, not for comparison" : "Benchmark";
        String text = new BenchReport(heading, environment, sections, results, checks).markdown();
        say("");
        print(text);
        if (markdown != null) {
            Files.writeString(markdown, text);
        }
        if (json != null) {
            Files.writeString(json, new JsonReport(environment, results, checks).text());
        }
        return results.problems().isEmpty() ? 0 : 1;
    }

    private List<LimitCheck> checks(Results results) {
        if (smoke) {
            return List.of();
        }
        return against != null
                ? AgainstPart.checks(results)
                : Limits.checks(results).stream()
                        .filter(check -> only.isEmpty() || check.isMeasured())
                        .toList();
    }

    private List<Part> parts(BenchContext context) {
        List<Part> all = List.of(
                new MovesPart(context),
                new SchedulesPart(context),
                new LatenessPart(context),
                new IdlePart(context),
                new FootprintPart(context),
                new ClientPart(context),
                new PagePart(context),
                new JitterPart(context, servers));
        return choose("part", all, Part::name, only);
    }

    private void sayWithTime(String line) {
        say(String.format("%4d s  %s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), line));
    }
}
