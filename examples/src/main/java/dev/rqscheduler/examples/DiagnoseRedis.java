/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;

/** Reports what keeps jobs from running on time, and explains one job. Takes a URL and the id of a job. */
public final class DiagnoseRedis {

    private DiagnoseRedis() {}

    public static void main(String[] args) {
        try (SchedulerClient scheduler = SchedulerClient.connect(args[0])) {
            Diagnosis diagnosis = scheduler.diagnosis();
            for (Finding finding : diagnosis.examine(Depth.USUAL)) {
                if (finding.level() != Finding.Level.PASS) {
                    System.out.println(finding.name() + ": " + finding.what() + " -> "
                            + finding.remedy().orElse("nothing to do"));
                }
            }
            diagnosis.explain(args[1]).ifPresent(why -> why.lines().forEach(line -> System.out.println(line.text())));
        }
    }
}
