/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.cli.output.Printable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                        ? Subcommands.OfSchedule.names()
                        : command.getSubcommands().keySet();
        return Suggestion.to(word, names)
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
    }

    /** Finds the known word a user may have meant. */
    static final class Suggestion {

        private static final int MOST_SLIPS = 2;
        private static final int LONGEST = 20;

        private Suggestion() {}

        /** Returns the known word at most two typos away: an extra, missing or wrong letter, or two swapped letters. */
        static Optional<String> to(String word, Collection<String> known) {
            if (word.length() > LONGEST) {
                return Optional.empty();
            }
            return known.stream()
                    .filter(name -> slips(word, name) <= Math.min(MOST_SLIPS, name.length() - 1))
                    .min(Comparator.comparingInt(name -> slips(word, name)));
        }

        private static int slips(String a, String b) {
            int[][] cost = new int[a.length() + 1][b.length() + 1];
            for (int i = 0; i <= a.length(); i++) {
                for (int j = 0; j <= b.length(); j++) {
                    if (i == 0 || j == 0) {
                        cost[i][j] = i + j;
                        continue;
                    }
                    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                    if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                        cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                    }
                }
            }
            return cost[a.length()][b.length()];
        }
    }
}
