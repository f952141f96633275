/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A command that handles each of several jobs; a missing one does not stop the others. */
public abstract class EachIdCommand extends RedisCommand {

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "ID", description = "Job ids.")
    private List<String> ids = new ArrayList<>();

    protected EachIdCommand(CommandContext context) {
        super(context);
    }

    /** Handles one job, and reports it. Returns false if there is no such job. */
    protected abstract boolean handle(SchedulerClient client, String id);

    @Override
    protected final int run(SchedulerClient client) {
        boolean all = true;
        for (String id : ids) {
            all &= handle(client, id);
        }
        return done(all);
    }

    /**
     * @param verb what was done, such as {@code cancelled}
     * @param otherwise what the job is if it was not done
     * @return {@code done}
     */
    protected final boolean report(String id, boolean done, String verb, String otherwise, OutputFormat format) {
        if (format.json()) {
            new Json().put("id", id).put(verb, done).printTo(console().out());
        } else if (done) {
            console().out().println(verb + " " + Printable.line(id));
        }
        if (!done) {
            console().say("job \"" + Printable.line(id) + "\" " + otherwise);
        }
        return done;
    }
}
