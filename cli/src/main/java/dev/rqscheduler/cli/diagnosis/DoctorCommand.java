/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.diagnosis;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler doctor}. */
@Command(
        name = "doctor",
        description = "Check Redis for anything that keeps jobs from running on time. Changes nothing.",
        footer = "%nExit code: 0 all checks passed or were skipped, 1 a check failed, 3 warnings only.")
public final class DoctorCommand extends RedisCommand {

    private static final String INDENT = " ".repeat(6);

    @Option(
            names = "--all",
            description = "Check every job; by default the earliest 1,000 and a random 1,000 of the others.")
    private boolean all;

    @Mixin
    private RedisCommand.CronZone zone = new RedisCommand.CronZone();

    @Mixin
    private OutputFormat format = new OutputFormat();

    @Override
    protected SchedulerClient.Builder prepared(SchedulerClient.Builder builder) {
        return zone.applyTo(builder);
    }

    @Override
    protected int run(SchedulerClient client) {
        List<Finding> findings = client.diagnosis(console().clock()).examine(all ? Depth.ALL : Depth.USUAL);
        PrintStream out = console().out();
        if (format.json()) {
            findings.forEach(finding -> json(finding).printTo(out));
        } else {
            print(findings, out);
        }
        return exitCode(findings);
    }

    private static Json json(Finding finding) {
        return new Json()
                .put("check", finding.name())
                .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("remedy", finding.remedy().orElse(null));
    }

    private static void print(List<Finding> findings, PrintStream out) {
        int width = findings.stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            String gap = " ".repeat(width - finding.name().length() + 2);
            out.println(word(finding.level()) + "  " + finding.name() + gap + Printable.line(finding.what()));
            finding.remedy()
                    .ifPresent(remedy -> out.println(INDENT + " ".repeat(width + 2) + "-> " + Printable.line(remedy)));
        }
        out.println(summary(findings));
    }

    /** Upper case where attention is needed. */
    private static String word(Level level) {
        return switch (level) {
            case PASS -> "pass";
            case SKIP -> "skip";
            case WARN -> "WARN";
            case FAIL -> "FAIL";
        };
    }

    private static String summary(List<Finding> findings) {
        long warnings = count(findings, Level.WARN);
        return count(findings, Level.PASS) + " passed, " + warnings + (warnings == 1 ? " warning, " : " warnings, ")
                + count(findings, Level.FAIL) + " failed, " + count(findings, Level.SKIP) + " skipped";
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static int exitCode(List<Finding> findings) {
        Level worst = findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.PASS);
        return switch (worst) {
            case PASS, SKIP -> ExitCode.DONE;
            case WARN -> ExitCode.WARNED;
            case FAIL -> ExitCode.FAILED;
        };
    }
}
