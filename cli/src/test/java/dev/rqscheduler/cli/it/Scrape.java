/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of {@code /metrics}, read line by line as the text format says (version 0.0.4). */
record Scrape(String text, Map<String, String> types, Map<Sample, Double> samples) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (rqscheduler_[a-z_]+) (counter|gauge|histogram)");
    private static final Pattern HELP = Pattern.compile("# HELP (rqscheduler_[a-z_]+) \\S.*");
    private static final Pattern SAMPLE = Pattern.compile("(rqscheduler_[a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** A name and its labels, whose texts are as they are after unescaping. */
    record Sample(String name, Map<String, String> labels) {}

    static Scrape of(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<Sample, Double> samples = new LinkedHashMap<>();
        assertThat(text).endsWith("\n");
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                assertThat(types.put(type.group(1), type.group(2))).as(line).isNull();
            } else if (sample.matches()) {
                Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
                assertThat(samples.put(new Sample(sample.group(1), labels), number(sample.group(3))))
                        .as("told once: " + line)
                        .isNull();
            } else {
                assertThat(line).matches(HELP);
            }
        }
        return new Scrape(text, types, samples);
    }

    private static double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            assertThat(label.start()).as(text).isEqualTo(end);
            end = label.end();
            labels.put(label.group(1), ESCAPED.matcher(label.group(2)).replaceAll(escaped -> {
                String character = escaped.group(1).equals("n") ? "\n" : escaped.group(1);
                return Matcher.quoteReplacement(character);
            }));
        }
        assertThat(end).as(text).isEqualTo(text.length());
        return labels;
    }

    /** The value of exactly this one. */
    double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        Double value = samples.get(new Sample(name, wanted));
        assertThat(value).as(name + wanted + " in " + text).isNotNull();
        return value == null ? Double.NaN : value;
    }

    /** Over all labels. */
    double sum(String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().name().equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** What has a type, as docs/metrics.md names it. */
    TreeSet<String> names() {
        return new TreeSet<>(types.keySet());
    }
}
