/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an object of a class that is not known here, as far as they are public. The class may hide fields
 * from its own repr, so private ones are omitted, and so are values whose name says they are secret.
 */
final class Attributes {
    /** Values may be shared, and objects printed many times: what is examined must not outgrow what is printed. */
    static final int MOST = 100;

    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "api_key",
            "apikey",
            "access_key",
            "private_key",
            "credential");

    private final List<PyValue> fields = new ArrayList<>();
    private final List<PyValue.Entry> shown = new ArrayList<>();
    private boolean more;

    private Attributes() {}

    static Attributes of(@Nullable PyValue state) {
        var attributes = new Attributes();
        if (state instanceof PyValue.Dict dict && dict.entries().size() <= MOST) {
            // pydantic's models keep their fields one level deeper
            attributes.add(dict.get("__dict__").orElse(dict));
        } else if (state instanceof PyValue.Tuple pair && pair.items().size() == 2) {
            pair.items().forEach(attributes::add); // __dict__, and what the class keeps in __slots__
        } else if (state instanceof PyValue.List list) {
            attributes.fields.addAll(list.items()); // a frozen dataclass with slots: its fields in their order
        } else {
            attributes.add(state == null ? PyValue.None.NONE : state);
        }
        return attributes;
    }

    private void add(PyValue part) {
        if (part instanceof PyValue.Dict dict) {
            dict.entries().subList(0, Math.min(MOST, dict.entries().size())).forEach(this::add);
            more |= dict.entries().size() > MOST;
        } else {
            more |= !(part instanceof PyValue.None);
        }
    }

    private void add(PyValue.Entry entry) {
        if (entry.key() instanceof PyValue.Str name && PyText.isIdentifier(name.value())) {
            if (name.value().startsWith("_")) {
                more |= !name.value().startsWith("__"); // Python's own are no news
            } else {
                shown.add(entry);
            }
        } else {
            more = true;
        }
    }

    boolean isEmpty() {
        return fields.isEmpty() && shown.isEmpty();
    }

    /** Appends {@code , name=value} for each, with a first separator of the caller's. */
    void append(ReprWriter out, String first) {
        String separator = first;
        for (var field : fields) {
            if (out.full()) {
                return;
            }
            out.text(separator).value(field);
            separator = ", ";
        }
        for (var entry : shown) {
            if (out.full()) {
                return;
            }
            String name = ((PyValue.Str) entry.key()).value();
            named(out.text(separator), name, entry.value());
            separator = ", ";
        }
        if (more) {
            out.text(separator).text("...");
        }
    }

    /** Appends {@code name=value}, without the value if the name says that it is secret. */
    static void named(ReprWriter out, String name, PyValue value) {
        out.name(name).text("=");
        if (isSecret(name)) {
            out.text("...");
        } else {
            out.value(value);
        }
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("token") || SECRETS.stream().anyMatch(lower::contains);
    }
}
