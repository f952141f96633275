/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.diagnosis;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Explanation.Topic;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler why ID}. */
@Command(
        name = "why",
        description = "Explain one job: where it is, when it is due, what happened to it last, what it is waiting for.")
public final class WhyCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

    @Option(
            names = "--cron-zone",
            paramLabel = "ZONE",
            description = "Time zone of cron expressions, same as the scheduler's; default: this machine's.")
    private @Nullable Zone zone;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public WhyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Explanation why;
        try (SchedulerClient client = context.scheduler(zone)) {
            why = client.diagnosis()
                    .explain(id)
                    .orElseThrow(() -> new FailedException("there is no trace of a job \"" + id
                            + "\": no hash, neither scheduled nor in quarantine; its result may have expired"));
        }
        if (format.json()) {
            json(why).printTo(context.console().out());
        } else {
            print(why);
        }
        return ExitCode.DONE;
    }

    private static Json json(Explanation why) {
        Json json = new Json()
                .put("id", why.id())
                .put("place", why.place().name().toLowerCase(Locale.ROOT))
                .put("due", why.due().orElse(null));
        for (Topic topic : Topic.values()) {
            List<String> sentences = why.about(topic);
            json.put(name(topic), sentences.isEmpty() ? null : String.join("; ", sentences));
        }
        return json;
    }

    private void print(Explanation why) {
        Fields fields = new Fields();
        for (Topic topic : Topic.values()) {
            String name = name(topic);
            for (String sentence : why.about(topic)) {
                fields.add(name, sentence);
                name = "";
            }
        }
        fields.printTo(context.console().out());
    }

    private static String name(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }
}
