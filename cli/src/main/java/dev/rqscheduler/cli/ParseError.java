/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.output.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Rewrites the parser's messages as one short line. */
final class ParseError {

    private static final Pattern OPTION_VALUE =
            Pattern.compile("Invalid value for option '(--?[A-Za-z-]+)'.*?: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER_VALUE = Pattern.compile(
            "Invalid value for positional parameter at index [^:]*?\\(<?([^)>]+)>?\\): (.*)", Pattern.DOTALL);

    private ParseError() {}

    static String inWords(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        Matcher option = OPTION_VALUE.matcher(message);
        if (option.matches()) {
            return Printable.line(option.group(1) + ": " + option.group(2));
        }
        Matcher parameter = PARAMETER_VALUE.matcher(message);
        if (parameter.matches()) {
            return Printable.line(parameter.group(1) + ": " + parameter.group(2));
        }
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String hint = e instanceof UnmatchedArgumentException || e instanceof MissingParameterException
                ? " (see " + name + " --help)"
                : "";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> words = unmatched.getUnmatched();
            String word = words.isEmpty() ? "" : words.get(0);
            message = unmatched.isUnknownOption()
                    ? "unknown option " + word
                    : hasSubcommands(e.getCommandLine())
                            ? "unknown subcommand \"" + word + "\"" + suggestion(e.getCommandLine(), word)
                            : "unexpected argument \"" + word + "\"";
        }
        return Printable.line(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)) + hint;
    }

    private static boolean hasSubcommands(CommandLine command) {
        return command.getParent() == null || !command.getSubcommands().isEmpty();
    }

    private static String suggestion(CommandLine command, String word) {
        // The scheduler itself only has the subcommands that are named, and so has schedule.
        Set<String> names = command.getParent() == null
                ? Subcommands.names()
                : command.getCommandName().equals("schedule")
                        ? ScheduleSubcommands.names()
                        : command.getSubcommands().keySet();
        return CommandSuggestion.to(word, names)
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
    }
}
