/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.text.Excerpt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Converts nodes to JSON values; values that JSON cannot represent are problems. Never creates a Java type. */
final class YamlValues {

    /** As many digits as Python reads from a string. */
    private static final int MOST_DIGITS = 4_300;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OTHER_BASE = Pattern.compile("0([xo])([0-9a-fA-F]+)");

    private final Problems problems;

    YamlValues(Problems problems) {
        this.problems = problems;
    }

    /** Returns a null value if there is a problem, which is added to the problems. */
    PyValue value(Node node, String place) {
        if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
            List<PyValue> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(item, place + "[" + items.size() + "]"));
            }
            return new PyValue.List(items);
        } else if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            Map<String, PyValue> items = new LinkedHashMap<>();
            entries(mapping, place)
                    .forEach((key, entry) -> items.put(key, value(entry.getValueNode(), place + "." + key)));
            return PyValue.Dict.of(items);
        } else if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        return refused(node, place);
    }

    /** Returns the entries of a mapping by key; keys must be distinct strings. */
    Map<String, NodeTuple> entries(MappingNode mapping, String place) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            if (!(key instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
                String quoted = key instanceof ScalarNode scalar ? ": write \"" + scalar.getValue() + "\"" : "";
                problems.add(key, place, "keys must be strings" + quoted);
            } else if (entries.putIfAbsent(scalar.getValue(), entry) != null) {
                int first = Problems.line(
                        entries.get(scalar.getValue()).getKeyNode().getStartMark());
                problems.add(
                        key,
                        place.isEmpty() ? scalar.getValue() : place + "." + scalar.getValue(),
                        "appears twice: first on line " + first);
            }
        }
        return entries;
    }

    private PyValue scalar(ScalarNode scalar, String place) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return new PyValue.Str(text);
        } else if (tag.equals(Tag.NULL)) {
            return PyValue.None.NONE;
        } else if (tag.equals(Tag.BOOL) && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return new PyValue.Bool(text.equalsIgnoreCase("true"));
        } else if (tag.equals(Tag.INT) && text.length() <= MOST_DIGITS) {
            if (DECIMAL.matcher(text).matches()) {
                return new PyValue.Int(new BigInteger(text));
            }
            var other = OTHER_BASE.matcher(text);
            if (other.matches()) {
                return wholeNumber(scalar, place, other.group(2), other.group(1).equals("x") ? 16 : 8);
            }
        } else if (tag.equals(Tag.FLOAT)) {
            return real(scalar, place);
        }
        return refused(scalar, place);
    }

    private PyValue wholeNumber(Node node, String place, String digits, int base) {
        try {
            return new PyValue.Int(new BigInteger(digits, base));
        } catch (NumberFormatException e) {
            return refused(node, place);
        }
    }

    private PyValue real(ScalarNode scalar, String place) {
        String text = scalar.getValue().toLowerCase(Locale.ROOT);
        try {
            return new PyValue.Float(
                    switch (text) {
                        case ".nan" -> Double.NaN;
                        case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
                        case "-.inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    });
        } catch (NumberFormatException e) {
            return refused(scalar, place);
        }
    }

    private PyValue refused(Node node, String place) {
        String what = node instanceof ScalarNode scalar ? "\"" + Excerpt.of(scalar.getValue(), 40) + "\" as " : "";
        problems.add(
                node,
                place,
                "cannot be " + what + node.getTag().getValue() + ": only strings, numbers, true, false, null, lists and"
                        + " mappings are supported");
        return PyValue.None.NONE;
    }
}
