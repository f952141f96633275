/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Account;
import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.fault.FaultCatalogue;
import dev.rqscheduler.lab.fault.FaultKind;
import dev.rqscheduler.lab.report.MarkdownTable;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Sample;
import dev.rqscheduler.lab.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of a campaign. */
public final class CampaignReport {

    private final CampaignTotals totals;
    private final Optional<CampaignTotals> broken;
    private final List<FaultKind> kinds;

    /**
     * @param broken what the accountant found about the broken mover; empty if that was not tried
     */
    public CampaignReport(CampaignTotals totals, Optional<CampaignTotals> broken, List<FaultKind> kinds) {
        this.totals = totals;
        this.broken = broken;
        this.kinds = kinds;
    }

    public Section section(String heading, Experiment experiment) {
        Section section = experiment
                .section(heading, totals.redisVersion(), "")
                .table(sums())
                .table(rows())
                .text(explanation());
        broken.ifPresent(found -> section.text(accountant(found)));
        return section.failures(failures());
    }

    private MarkdownTable sums() {
        MarkdownTable table = new MarkdownTable("overall", "number");
        table.row("faults injected", totals.faults());
        table.row(
                "faults planned but prevented by another fault", totals.missed().size());
        table.row("jobs promised", totals.account().promises());
        table.row("runs queued", totals.account().runs());
        Account.Named named = totals.account().named();
        if (named.schedules() > 0) {
            table.row("schedules, each due every second", named.schedules());
            table.row("runs of schedules queued", named.runs());
            table.row("due times of schedules skipped, each in its history", named.skipped());
            table.row("runs of schedules on request", named.requested());
        }
        for (Anomaly.Kind kind : Anomaly.Kind.values()) {
            table.row(kind.word(), totals.account().count(kind));
        }
        table.row(
                "quarantined (all of them poison jobs, or unexplained)",
                totals.account().quarantined());
        table.row(
                "promises without a reply, settled by the append-only file",
                totals.account().uncertain());
        table.row(
                "scheduler processes that exited unexpectedly or logged an unexpected error",
                totals.oddities().size());
        Sample lateness = totals.lateness();
        table.row("lateness without a fault: jobs", lateness.count());
        table.row("lateness without a fault: median, ms", Numbers.whole(lateness.median()));
        table.row("lateness without a fault: 99 %, ms", Numbers.whole(lateness.quantile(0.99)));
        table.row("lateness without a fault: maximum, ms", Numbers.whole(lateness.max()));
        table.row("the latest job was due", totals.latestAfter());
        return table;
    }

    private MarkdownTable rows() {
        List<String> headings = new ArrayList<>(List.of("fault", "injected", "jobs moved meanwhile"));
        Stream.of(Anomaly.Kind.values()).map(Anomaly.Kind::word).forEach(headings::add);
        headings.add("next move after, median / max");
        MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
        Map<String, CampaignTotals.Row> rows = totals.rows();
        List<String> names = new ArrayList<>(kinds.stream().map(FaultKind::name).toList());
        rows.keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(names::add);
        for (String name : names) {
            CampaignTotals.Row row = rows.get(name);
            if (row != null) {
                List<String> cells =
                        new ArrayList<>(List.of(name, Integer.toString(row.faults()), Integer.toString(row.moves())));
                for (Anomaly.Kind kind : Anomaly.Kind.values()) {
                    cells.add(Integer.toString(row.count(kind)));
                }
                cells.add(Numbers.medianAndMax(row.pauses()));
                table.row(cells);
            }
        }
        return table;
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
        FaultCatalogue.missing().forEach(line -> text.append("- ").append(line).append('\n'));
        return text.toString();
    }

    private static String accountant(CampaignTotals broken) {
        return "Test of the accountant with a mover that pushes and removes in two calls and without a lock ("
                + broken.account().runs() + " moves, " + broken.faults() + " faults): "
                + broken.account().count(Anomaly.Kind.DOUBLED) + " doubled, "
                + broken.account().count(Anomaly.Kind.TORN) + " torn, "
                + broken.account().count(Anomaly.Kind.UNFENCED) + " unfenced, "
                + broken.account().count(Anomaly.Kind.LOST) + " lost.\n";
    }

    private List<String> failures() {
        List<String> failures = new ArrayList<>();
        totals.account().anomalies().forEach(anomaly -> failures.add(anomaly.toString()));
        failures.addAll(totals.oddities());
        boolean blind = broken.filter(found -> found.account().count(Anomaly.Kind.DOUBLED) == 0
                        || found.account().count(Anomaly.Kind.TORN) == 0)
                .isPresent();
        if (blind) {
            failures.add("the accountant did not notice that the broken mover doubles jobs");
        }
        return failures;
    }
}
