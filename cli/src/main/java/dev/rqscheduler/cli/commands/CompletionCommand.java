/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rqscheduler completion}: for {@code source <(rqscheduler completion)}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh: source <(rqscheduler completion)")
public final class CompletionCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    public CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by the parser");
        }
        context.console()
                .out()
                .print(AutoComplete.bash("rqscheduler", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
