/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import dev.rqscheduler.faults.account.Account;
import dev.rqscheduler.faults.account.FindingKind;
import dev.rqscheduler.faults.fault.Catalogue;
import dev.rqscheduler.faults.fault.FaultKind;
import dev.rqscheduler.faults.report.Figures;
import dev.rqscheduler.faults.report.Section;
import dev.rqscheduler.faults.report.Surroundings;
import dev.rqscheduler.faults.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of a campaign. */
public final class CampaignReport {

    private static final int FINDINGS_SHOWN = 20;

    private final String title;
    private final Tally tally;
    private final Optional<Tally> broken;
    private final List<FaultKind> kinds;

    /**
     * @param broken what the accountant found where it had to find something; empty if that was not tried
     */
    public CampaignReport(String title, Tally tally, Optional<Tally> broken, List<FaultKind> kinds) {
        this.title = title;
        this.tally = tally;
        this.broken = broken;
        this.kinds = kinds;
    }

    /**
     * @param command by which it can be had again, seed included
     */
    public Section section(String command) {
        List<String> failures = failures();
        StringBuilder text = new StringBuilder("## " + title + "\n\n")
                .append("`")
                .append(command)
                .append("`  \n")
                .append(Surroundings.line(tally.redisVersion()))
                .append("\n\n")
                .append(totals())
                .append('\n')
                .append(rows())
                .append('\n')
                .append(explanation())
                .append('\n')
                .append(broken.map(CampaignReport::accountant).orElse(""));
        failures.stream()
                .limit(FINDINGS_SHOWN)
                .forEach(failure -> text.append("- FAILED: ").append(failure).append('\n'));
        return new Section(text.toString(), failures);
    }

    private String totals() {
        Table table = new Table("over all", "number");
        table.row("faults injected", tally.faults());
        table.row(
                "faults planned that another fault kept from being injected",
                tally.missed().size());
        table.row("jobs promised", tally.promises());
        table.row("runs queued", tally.runs());
        Account.Named named = tally.named();
        if (named.schedules() > 0) {
            table.row("schedules, each due every second", named.schedules());
            table.row("runs of schedules queued", named.runs());
            table.row("due times of schedules left out, each in its history", named.leftOut());
            table.row("runs of schedules that somebody asked for", named.askedFor());
        }
        for (FindingKind kind : FindingKind.values()) {
            table.row(kind.word(), tally.count(kind));
        }
        table.row("quarantined (all of them poisoned on purpose, or unexplained)", tally.quarantined());
        table.row("promises whose producer got no answer, settled by the append-only file", tally.uncertain());
        table.row(
                "scheduler processes that ended by themselves or logged an unexpected error",
                tally.oddities().size());
        Figures lateness = tally.lateness();
        table.row("late while nothing was wrong: jobs", lateness.count());
        table.row("late while nothing was wrong: median, ms", lateness.median().toMillis());
        table.row(
                "late while nothing was wrong: 99 %, ms",
                lateness.quantile(0.99).toMillis());
        table.row("late while nothing was wrong: longest, ms", lateness.max().toMillis());
        table.row("that one fell due", tally.latestAfter());
        return table.toString();
    }

    private String rows() {
        List<String> headings = new ArrayList<>(List.of("fault", "injected", "jobs moved meanwhile"));
        Stream.of(FindingKind.values()).map(FindingKind::word).forEach(headings::add);
        headings.add("next move after, median / max");
        Table table = new Table(headings.toArray(String[]::new));
        Map<String, Tally.Row> rows = tally.rows();
        List<String> names = new ArrayList<>(kinds.stream().map(FaultKind::name).toList());
        rows.keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(names::add);
        for (String name : names) {
            Tally.Row row = rows.get(name);
            if (row != null) {
                List<String> cells =
                        new ArrayList<>(List.of(name, Integer.toString(row.faults()), Integer.toString(row.moves())));
                for (FindingKind kind : FindingKind.values()) {
                    cells.add(Integer.toString(row.count(kind)));
                }
                cells.add(row.silences().medianAndMax());
                table.row(cells);
            }
        }
        return table.toString();
    }

    private String explanation() {
        StringBuilder text = new StringBuilder();
        for (FaultKind kind : kinds) {
            text.append("- ")
                    .append(kind.name())
                    .append(": ")
                    .append(kind.what())
                    .append('\n');
        }
        Catalogue.missing().forEach(line -> text.append("- ").append(line).append('\n'));
        return text.toString();
    }

    private static String accountant(Tally broken) {
        return "The accountant itself, before a mover that pushes and removes in two calls and without a lock ("
                + broken.runs() + " moves, " + broken.faults() + " faults): "
                + broken.count(FindingKind.DOUBLED) + " doubled, " + broken.count(FindingKind.TORN) + " torn, "
                + broken.count(FindingKind.UNFENCED) + " unfenced, " + broken.count(FindingKind.LOST) + " lost.\n\n";
    }

    private List<String> failures() {
        List<String> failures = new ArrayList<>();
        tally.findings().forEach(finding -> failures.add(finding.toString()));
        failures.addAll(tally.oddities());
        boolean blind = broken.filter(
                        found -> found.count(FindingKind.DOUBLED) == 0 || found.count(FindingKind.TORN) == 0)
                .isPresent();
        if (blind) {
            failures.add("the accountant did not see that the broken mover doubles jobs");
        }
        return failures;
    }
}
