/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults;

import dev.rqscheduler.faults.campaign.Burden;
import dev.rqscheduler.faults.campaign.Campaign;
import dev.rqscheduler.faults.campaign.CampaignReport;
import dev.rqscheduler.faults.campaign.Tally;
import dev.rqscheduler.faults.fault.Catalogue;
import dev.rqscheduler.faults.fault.FaultKind;
import dev.rqscheduler.faults.fencing.Fencing;
import dev.rqscheduler.faults.recovery.Recovery;
import dev.rqscheduler.faults.report.Section;
import dev.rqscheduler.faults.soak.Soak;
import dev.rqscheduler.internal.time.Durations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** Runs experiments, prints their tables, and ends with 1 if something does not hold. */
@Command(
        name = "rqscheduler-faults",
        sortOptions = false,
        description = {
            "Shows by experiment what rqscheduler promises: real schedulers, a real Redis, faults, and an accountant that",
            "compares what was promised with Redis's append-only file. Ends with 1 if something does not hold."
        })
final class FaultsCommand implements Callable<Integer> {

    private static final int SHORT_FAULTS = 60;
    private static final int SHORT_JOBS = 10_000;
    private static final int LONG_FAULTS = 1_000;
    private static final int LONG_JOBS = 200_000;
    private static final int SHORT_SCHEDULE_FAULTS = 30;
    private static final int LONG_SCHEDULE_FAULTS = 300;

    private final PrintStream out;
    private final List<String> arguments;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            defaultValue = "campaign",
            description = "One of campaign (default), schedules, recovery, fencing, soak, all.")
    private Experiment experiment = Experiment.CAMPAIGN;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything that is random; default: a new one, printed.")
    private @Nullable Long givenSeed;

    @Option(names = "--long", description = "The long form, which is for the documentation.")
    private boolean longForm;

    @Option(names = "--short", description = "The short form, about two minutes each; default.")
    private boolean shortForm;

    @Option(
            names = "--arenas",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many side by side; default ${DEFAULT-VALUE}.")
    private int arenas = 5;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "campaign, schedules: how many at least; default 60 and 30, long 1000 and 300.")
    private @Nullable Integer faults;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "campaign: how many at least; default 10000, long 200000.")
    private @Nullable Integer jobs;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "campaign, schedules: these kinds of faults only.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the tables to FILE as well, in Markdown.")
    private @Nullable Path report;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "recovery, fencing: how many of each; default 5 and 10, long 50 and 100.")
    private @Nullable Integer runs;

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = LeaseConverter.class,
            description = "recovery: the schedulers' lease; default ${DEFAULT-VALUE}, as theirs.")
    private Duration lease = Duration.ofSeconds(5);

    @Option(names = "--minutes", paramLabel = "N", description = "soak: how long; default 2, long 30.")
    private @Nullable Integer minutes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "soak: moves a second; default ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "${sys:rqscheduler.jar:-cli/target/rqscheduler.jar}",
            description = "The scheduler to try; default ${DEFAULT-VALUE}.")
    private Path jar = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    /** As the scheduler's own option is written. */
    static final class LeaseConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }

    FaultsCommand(PrintStream out, String... arguments) {
        this.out = out;
        this.arguments = List.of(arguments);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        check();
        long seed = Optional.ofNullable(givenSeed)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        List<Section> sections = new ArrayList<>();
        if (experiment == Experiment.CAMPAIGN || experiment == Experiment.ALL) {
            sections.add(campaign(seed));
        }
        if (experiment == Experiment.SCHEDULES || experiment == Experiment.ALL) {
            sections.add(schedules(seed));
        }
        if (experiment == Experiment.RECOVERY || experiment == Experiment.ALL) {
            int number = Optional.ofNullable(runs).orElse(longForm ? 50 : 5);
            say("recovery: " + number + " runs of each event, seed " + seed);
            sections.add(new Recovery(jar.toAbsolutePath(), lease, number, seed, this::say).run(again(seed)));
        }
        if (experiment == Experiment.FENCING || experiment == Experiment.ALL) {
            int number = Optional.ofNullable(runs).orElse(longForm ? 100 : 10);
            say("fencing: " + number + " runs, seed " + seed);
            sections.add(new Fencing(jar.toAbsolutePath(), number, arenas, seed, this::say).run(again(seed)));
        }
        if (experiment == Experiment.SOAK || experiment == Experiment.ALL) {
            Duration time = Duration.ofMinutes(Optional.ofNullable(minutes).orElse(longForm ? 30 : 2));
            say("soak: " + time.toMinutes() + " minutes, " + rate + " moves a second");
            sections.add(new Soak(jar.toAbsolutePath(), time, rate, seed, this::say).run(again(seed)));
        }
        StringBuilder markdown = new StringBuilder();
        sections.forEach(section -> markdown.append(section.markdown()).append('\n'));
        out.println();
        out.print(markdown);
        if (report != null) {
            Files.writeString(report, markdown);
        }
        long failures = sections.stream()
                .mapToLong(section -> section.failures().size())
                .sum();
        out.println(failures == 0 ? "All of it holds." : failures + " FAILURES.");
        out.flush();
        return failures == 0 ? 0 : 1;
    }

    private void check() {
        if (!Files.isReadable(jar)) {
            throw wrong("no scheduler at " + jar + ": build it (mvn -pl cli -am package), or name it with --jar");
        }
        if (arenas < 1 || arenas > 64) {
            throw wrong("--arenas must be 1 to 64, not " + arenas);
        }
        if (longForm && shortForm) {
            throw wrong("--long and --short exclude each other");
        }
    }

    private Section campaign(long seed) throws InterruptedException {
        List<FaultKind> kinds = kinds(Catalogue.all());
        int number = Optional.ofNullable(faults).orElse(longForm ? LONG_FAULTS : SHORT_FAULTS);
        int load = Optional.ofNullable(jobs).orElse(longForm ? LONG_JOBS : SHORT_JOBS);
        say("seed " + seed + ", " + kinds.size() + " kinds of faults, " + arenas + " arenas");
        Catalogue.missing().forEach(this::say);
        Campaign campaign = new Campaign(jar.toAbsolutePath(), Burden.JOBS, seed, arenas, this::say);
        say("first a mover that is wrong on purpose: will the accountant find it?");
        Tally broken = campaign.runBroken(Catalogue.all());
        say("now the scheduler");
        Tally tally = campaign.run(kinds, number, load);
        return new CampaignReport("Fault campaign", tally, Optional.of(broken), kinds).section(again(seed));
    }

    private Section schedules(long seed) throws InterruptedException {
        List<FaultKind> kinds = kinds(Catalogue.forSchedules());
        int number = Optional.ofNullable(faults).orElse(longForm ? LONG_SCHEDULE_FAULTS : SHORT_SCHEDULE_FAULTS);
        say("schedules: seed " + seed + ", " + kinds.size() + " kinds of faults, " + arenas + " arenas");
        Tally tally =
                new Campaign(jar.toAbsolutePath(), Burden.SCHEDULES, seed, arenas, this::say).run(kinds, number, 0);
        return new CampaignReport("Named schedules under faults", tally, Optional.empty(), kinds).section(again(seed));
    }

    private List<FaultKind> kinds(List<FaultKind> all) {
        List<String> names = all.stream().map(FaultKind::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw wrong("no kind of fault is called " + name + "; there are " + String.join(", ", names));
        });
        return only.isEmpty()
                ? all
                : all.stream().filter(kind -> only.contains(kind.name())).toList();
    }

    private String again(long seed) {
        String words = String.join(" ", arguments);
        return ("./rqscheduler-faults " + words).strip() + (givenSeed == null ? " --seed " + seed : "");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private CommandLine.ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalArgumentException(message);
        }
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
