/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.log.LogSetUp;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.Durations;
import dev.rqscheduler.internal.time.Times;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses the values of options and parameters, with the messages of {@code dev.rqscheduler.time}. */
public final class Values {

    private Values() {}

    /** Registers converters for common types with a command line and its subcommands. */
    public static void registerOn(CommandLine command) {
        command.registerConverter(Duration.class, reading(Durations::parse));
        command.registerConverter(Instant.class, reading(Times::parse));
        command.registerConverter(Zone.class, reading(Zones::parse));
        command.registerConverter(CronExpression.class, reading(CronExpression::parse));
        command.registerConverter(Integer.class, text -> Math.toIntExact(wholeNumber(text, Integer.MAX_VALUE)));
        command.registerConverter(int.class, text -> Math.toIntExact(wholeNumber(text, Integer.MAX_VALUE)));
        command.registerConverter(long.class, text -> wholeNumber(text, Long.MAX_VALUE));
        command.registerConverter(Serializer.class, choice(Serializer.class));
        command.registerConverter(TzdataChoice.class, choice(TzdataChoice.class));
        command.registerConverter(LogSetUp.Format.class, choice(LogSetUp.Format.class));
    }

    private static long wholeNumber(String text, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number <= most && number >= -most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Too many digits, or none: one message for all.
        }
        throw new TypeConversionException("must be a whole number of at most " + most + ", not \"" + text + "\"");
    }

    /** Reads one of a few words, in any case. */
    public static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type) {
        return text -> {
            for (E value : type.getEnumConstants()) {
                if (value.name().equalsIgnoreCase(text)) {
                    return value;
                }
            }
            throw new TypeConversionException("must be "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or "))
                    + ", not \"" + text + "\"");
        };
    }

    private static <T> ITypeConverter<T> reading(ITypeConverter<T> reader) {
        return text -> {
            try {
                return reader.convert(text);
            } catch (IllegalArgumentException | CronSyntaxException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }

    /** Parses a duration; a plain number is a number of seconds, as in Python's options. */
    public static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) throws Exception {
            return reading(Durations::parseSeconds).convert(text);
        }
    }

    /** Same as {@link Seconds}; RQ's {@code -1}, and the word {@code forever}, mean no limit: a negative duration. */
    public static final class SecondsOrForever implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) throws Exception {
            String word = text.strip();
            if (word.equals("-1") || word.equals("forever")) {
                return Duration.ofSeconds(-1);
            }
            return new Seconds().convert(word);
        }
    }
}
