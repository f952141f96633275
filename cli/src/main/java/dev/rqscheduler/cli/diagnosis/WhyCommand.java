/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.diagnosis;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Explanation.Topic;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Fields;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler why ID}. */
@Command(
        name = "why",
        description = "Explain one job: where it is, when it is due, what happened to it last, what it is waiting for.")
public final class WhyCommand extends RedisCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Job id.")
    private String id = "";

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
        Explanation why = client.diagnosis()
                .explain(id)
                .orElseThrow(() -> new FailedException("no trace of job \"" + id
                        + "\": no hash, not scheduled, not in quarantine; its result may have expired"));
        if (format.json()) {
            json(why).printTo(console().out());
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
        fields.printTo(console().out());
    }

    private static String name(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }
}
