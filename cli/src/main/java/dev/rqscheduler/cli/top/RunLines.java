/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shows the next hour as a row of bars, one per minute, and the next runs. */
record RunLines(Overview overview, int width) {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int QUEUE = 16;
    private static final int NAME = 32;

    List<TopLine> lines() {
        List<TopLine> lines = new ArrayList<>();
        lines.add(hour());
        if (overview.coming().isEmpty()) {
            return lines;
        }
        lines.add(new TopLine().bold(row("DUE (UTC)", "", "QUEUE", "SCHEDULE OR JOB", "WHAT")));
        for (Overview.Run run : overview.coming()) {
            lines.add(new TopLine()
                    .plain(row(
                            TimeText.near(run.at(), overview.now()),
                            TimeText.relative(run.at(), overview.now()),
                            run.queue().orElse(""),
                            run.schedule().or(run::job).orElse(""),
                            run.what().orElse(""))));
        }
        return lines;
    }

    private TopLine hour() {
        List<Overview.Minute> minutes = overview.comingHour();
        long most = minutes.stream().mapToLong(RunLines::size).max().orElse(0);
        TopLine line = TopLine.of("next hour");
        if (!minutes.stream().allMatch(Overview.Minute::known)) {
            return line.warn("unknown");
        }
        if (most == 0) {
            return line.faint("nothing is due");
        }
        StringBuilder bars = new StringBuilder();
        for (Overview.Minute minute : minutes) {
            long size = size(minute);
            bars.append(size == 0 ? ' ' : BARS.charAt((int) Math.min(7, Math.max(0, (size * 8 - 1) / most))));
        }
        Overview.Minute busiest =
                minutes.stream().max(Comparator.comparing(RunLines::size)).orElseThrow();
        return line.plain(bars.toString())
                .faint("  peak " + NumberText.number(most) + " a minute, at "
                        + TimeText.near(busiest.from(), overview.now()));
    }

    private static long size(Overview.Minute minute) {
        return minute.jobs().orElse(0) + minute.runs().orElse(0);
    }

    private String row(String at, String in, String queue, String name, String what) {
        return TopLine.pad(at, 12)
                + TopLine.pad(in, 14)
                + TopLine.pad(Printable.cut(queue, QUEUE - 2), QUEUE)
                + TopLine.pad(Printable.cut(name, NAME - 2), NAME)
                + Printable.cut(what, Math.max(10, width));
    }
}
