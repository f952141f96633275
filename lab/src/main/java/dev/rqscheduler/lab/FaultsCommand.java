/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab;

import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.lab.experiment.Campaign;
import dev.rqscheduler.lab.experiment.CampaignReport;
import dev.rqscheduler.lab.experiment.CampaignTotals;
import dev.rqscheduler.lab.experiment.Experiment;
import dev.rqscheduler.lab.experiment.Fencing;
import dev.rqscheduler.lab.experiment.LoadProfile;
import dev.rqscheduler.lab.experiment.Recovery;
import dev.rqscheduler.lab.experiment.Soak;
import dev.rqscheduler.lab.fault.FaultCatalogue;
import dev.rqscheduler.lab.fault.FaultKind;
import dev.rqscheduler.lab.report.Section;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs experiments and prints their tables; the exit code is 1 if a promise was broken. */
@Command(
        name = "rqscheduler-faults",
        sortOptions = false,
        description =
                "Tests the promises of rqscheduler by experiment: real schedulers, a real Redis, faults, and an accountant"
                        + " that compares what was promised with Redis's append-only file. Exits with 1 if a promise was broken.")
final class FaultsCommand extends LabCommand {

    private static final int SHORT_FAULTS = 60;
    private static final int SHORT_JOBS = 10_000;
    private static final int LONG_FAULTS = 1_000;
    private static final int LONG_JOBS = 200_000;
    private static final int SHORT_SCHEDULE_FAULTS = 30;
    private static final int LONG_SCHEDULE_FAULTS = 300;

    /** The experiments, by their names on the command line. */
    enum Kind {
        /** Faults of all kinds under heavy load. */
        CAMPAIGN,
        /** The same with named schedules, whose due times must all get their run. */
        SCHEDULES,
        /** Time until the next move after a crash, a stop, a restart of Redis. */
        RECOVERY,
        /** A scheduler that has lost its lease moves nothing. */
        FENCING,
        /** A long run does not leak. */
        SOAK,
        /** All of them, one after the other. */
        ALL
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            defaultValue = "campaign",
            description = "One of campaign (default), schedules, recovery, fencing, soak, all.")
    private Kind kind = Kind.CAMPAIGN;

    @Option(names = "--long", description = "Run the long form, as in the documentation.")
    private boolean longForm;

    @Option(names = "--short", description = "Run the short form, about two minutes each; default.")
    private boolean shortForm;

    @Option(
            names = "--arenas",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of arenas in parallel; default ${DEFAULT-VALUE}.")
    private int arenas = 5;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "campaign, schedules: minimum number of faults; default 60 and 30, long 1000 and 300.")
    private @Nullable Integer faults;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "campaign: minimum number of jobs; default 10000, long 200000.")
    private @Nullable Integer jobs;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "campaign, schedules: only these kinds of faults.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the tables to FILE, in Markdown.")
    private @Nullable Path report;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "recovery, fencing: number of runs of each; default 5 and 10, long 50 and 100.")
    private @Nullable Integer runs;

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "recovery: lease of the schedulers; default ${DEFAULT-VALUE}, the scheduler's own default.")
    private Duration lease = Duration.ofSeconds(5);

    @Option(names = "--minutes", paramLabel = "N", description = "soak: duration; default 2, long 30.")
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
            description = "The scheduler to test; default ${DEFAULT-VALUE}.")
    private Path jar = Path.of("");

    /** Parses durations as the scheduler's own options do. */
    static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }

    FaultsCommand(PrintStream out, String... arguments) {
        super(out, arguments);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        check();
        long seed = chooseSeed();
        Experiment experiment =
                new Experiment(jar.toAbsolutePath(), seed, arenas, repeatWith("./rqscheduler-faults", seed), this::say);
        List<Section> sections = new ArrayList<>();
        if (wants(Kind.CAMPAIGN)) {
            sections.add(campaign(experiment));
        }
        if (wants(Kind.SCHEDULES)) {
            sections.add(schedules(experiment));
        }
        if (wants(Kind.RECOVERY)) {
            int number = Optional.ofNullable(runs).orElse(longForm ? 50 : 5);
            say("recovery: " + number + " runs of each event, seed " + seed);
            sections.add(new Recovery(experiment, lease, number).run());
        }
        if (wants(Kind.FENCING)) {
            int number = Optional.ofNullable(runs).orElse(longForm ? 100 : 10);
            say("fencing: " + number + " runs, seed " + seed);
            sections.add(new Fencing(experiment, number).run());
        }
        if (wants(Kind.SOAK)) {
            Duration time = Duration.ofMinutes(Optional.ofNullable(minutes).orElse(longForm ? 30 : 2));
            say("soak: " + time.toMinutes() + " minutes, " + rate + " moves a second");
            sections.add(new Soak(experiment, time, rate).run());
        }
        return report(sections);
    }

    private int report(List<Section> sections) throws IOException {
        StringBuilder markdown = new StringBuilder();
        sections.forEach(section -> markdown.append(section.markdown()).append('\n'));
        say("");
        print(markdown.toString());
        if (report != null) {
            Files.writeString(report, markdown);
        }
        long failures = sections.stream()
                .mapToLong(section -> section.failures().size())
                .sum();
        say(failures == 0 ? "All promises hold." : failures + " FAILURES.");
        return failures == 0 ? 0 : 1;
    }

    private boolean wants(Kind one) {
        return kind == one || kind == Kind.ALL;
    }

    private void check() {
        if (!Files.isReadable(jar)) {
            throw usage("no scheduler at " + jar + "; build it (mvn -pl cli -am package), or specify it with --jar");
        }
        if (arenas < 1 || arenas > 64) {
            throw usage("--arenas must be 1 to 64, not " + arenas);
        }
        if (longForm && shortForm) {
            throw usage("--long and --short are mutually exclusive");
        }
    }

    private Section campaign(Experiment experiment) throws InterruptedException {
        List<FaultKind> kinds = choose("kind of fault", FaultCatalogue.all(), FaultKind::name, only);
        int number = Optional.ofNullable(faults).orElse(longForm ? LONG_FAULTS : SHORT_FAULTS);
        int load = Optional.ofNullable(jobs).orElse(longForm ? LONG_JOBS : SHORT_JOBS);
        announce("campaign", experiment, kinds);
        FaultCatalogue.missing().forEach(this::say);
        Campaign campaign = new Campaign(experiment, LoadProfile.JOBS);
        say("first a deliberately broken mover, to test the accountant");
        CampaignTotals broken = campaign.runBroken(FaultCatalogue.all());
        say("now the scheduler");
        CampaignTotals totals = campaign.run(kinds, number, load);
        return new CampaignReport(totals, Optional.of(broken), kinds).section("Fault campaign", experiment);
    }

    private Section schedules(Experiment experiment) throws InterruptedException {
        List<FaultKind> kinds = choose("kind of fault", FaultCatalogue.forSchedules(), FaultKind::name, only);
        int number = Optional.ofNullable(faults).orElse(longForm ? LONG_SCHEDULE_FAULTS : SHORT_SCHEDULE_FAULTS);
        announce("schedules", experiment, kinds);
        CampaignTotals totals = new Campaign(experiment, LoadProfile.SCHEDULES).run(kinds, number, 0);
        return new CampaignReport(totals, Optional.empty(), kinds).section("Named schedules under faults", experiment);
    }

    private void announce(String name, Experiment experiment, List<FaultKind> kinds) {
        say(name + ": seed " + experiment.seed() + ", " + kinds.size() + " kinds of faults, " + arenas + " arenas");
    }
}
