/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Zone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The zone of cron expressions, for a command that evaluates those of a scheduler. */
public final class CronZoneOption {

    @Option(
            names = "--cron-zone",
            paramLabel = "ZONE",
            description = "Time zone of cron expressions, same as the scheduler's; default: this machine's.")
    private @Nullable Zone zone;

    public SchedulerClient.Builder applyTo(SchedulerClient.Builder builder) {
        return zone == null ? builder : builder.cronZone(zone);
    }
}
