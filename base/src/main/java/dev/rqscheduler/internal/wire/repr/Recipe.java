/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as its pickle makes it, whatever protocol wrote it: the helpers of the module copyreg, bound methods and
 * {@code __new__} are unwrapped, so that the class and its arguments remain.
 *
 * @param name module and qualified name of the class, or of the function that makes the object
 * @param args positional arguments, without the class
 * @param kwargs keyword arguments
 * @param base the value of the built-in base class that the object extends, as protocols 0 and 1 write it, else null
 * @param state the state set afterwards, or null for none
 * @param listItems items appended or added to it
 * @param dictItems items assigned in it
 */
record Recipe(
        String name,
        List<PyValue> args,
        List<PyValue.Entry> kwargs,
        @Nullable PyValue base,
        @Nullable PyValue state,
        List<PyValue> listItems,
        List<PyValue.Entry> dictItems) {
    private static final String NEW = ".__new__";

    /** The recipe of a reduced object; null if the callable has no name, or the arguments are not a tuple. */
    static @Nullable Recipe of(PyValue.Reduced object) {
        if (!(object.args() instanceof PyValue.Tuple given)) {
            return null;
        }
        var kwargs = entries(object.kwargs());
        String name = name(object.callable());
        if (name != null) {
            return of(name, given.items(), kwargs, object);
        } else if (object.callable() instanceof PyValue.Reduced partial
                && "functools.partial".equals(name(partial.callable()))
                && partial.state() instanceof PyValue.Tuple state
                && state.items().size() == 4
                && state.items().get(1) instanceof PyValue.Tuple args) {
            // How a pickle calls something with keyword arguments.
            String called = name(state.items().get(0));
            var all = new ArrayList<>(args.items());
            all.addAll(given.items());
            return called == null ? null : of(called, all, entries(state.items().get(2)), object);
        }
        return null;
    }

    private static @Nullable Recipe of(
            String called, List<PyValue> given, List<PyValue.Entry> kwargs, PyValue.Reduced object) {
        String type = given.isEmpty() ? null : name(given.get(0));
        boolean made = type != null && (called.equals("copyreg.__newobj__") || called.endsWith(NEW));
        String name = called;
        var args = given;
        var named = kwargs;
        PyValue base = null;
        if (type != null && made) {
            name = type;
            args = given.subList(1, given.size());
        } else if (type != null
                && called.equals("copyreg.__newobj_ex__")
                && given.size() == 3
                && given.get(1) instanceof PyValue.Tuple inner) {
            name = type;
            args = inner.items();
            named = entries(given.get(2));
        } else if (type != null && called.equals("copyreg._reconstructor") && given.size() == 3) {
            name = type;
            args = List.of();
            // object() takes None for nothing, datetime.tzinfo() is no value either
            boolean bare = "builtins.object".equals(name(given.get(1))) || !isValue(given.get(2));
            base = bare ? null : given.get(2);
        }
        return new Recipe(name, args, named, base, object.state(), object.listItems(), object.dictItems());
    }

    private static boolean isValue(PyValue content) {
        return !(content instanceof PyValue.Reduced) && !(content instanceof PyValue.None);
    }

    private static List<PyValue.Entry> entries(@Nullable PyValue value) {
        return value instanceof PyValue.Dict dict ? dict.entries() : List.of();
    }

    /** Module and qualified name, with the members that getattr takes from it; null for anything but a name. */
    static @Nullable String name(PyValue value) {
        var members = new ArrayDeque<String>();
        PyValue owner = value;
        while (owner instanceof PyValue.Reduced call) {
            if (!(call.callable() instanceof PyValue.Global maker
                    && maker.module().equals("builtins")
                    && maker.name().equals("getattr")
                    && call.args() instanceof PyValue.Tuple args
                    && args.items().size() == 2
                    && args.items().get(1) instanceof PyValue.Str member)) {
                return null;
            }
            members.addFirst(member.value());
            owner = args.items().get(0);
        }
        if (!(owner instanceof PyValue.Global global)) {
            return null;
        }
        members.addFirst(global.name());
        members.addFirst(global.module());
        return String.join(".", members);
    }

    /** True if there is nothing but a call with positional arguments. */
    boolean isCall() {
        return hasNoItems() && kwargs.isEmpty() && base == null && !hasState();
    }

    boolean isCall(int size) {
        return args.size() == size && isCall();
    }

    PyValue arg(int index) {
        return args.get(index);
    }

    boolean hasNoItems() {
        return listItems.isEmpty() && dictItems.isEmpty();
    }

    boolean hasState() {
        return state != null && !(state instanceof PyValue.None);
    }

    List<PyValue.Entry> stateItems() {
        return state instanceof PyValue.Dict dict ? dict.entries() : List.of();
    }

    /** Returns the value of an attribute in the object's state; null if there is none, or more than any class has. */
    @Nullable
    PyValue attribute(String key) {
        return state instanceof PyValue.Dict dict && dict.entries().size() <= ObjectRepr.Attributes.MOST
                ? dict.get(key).orElse(null)
                : null;
    }

    /** Returns the positional arguments, followed by the content of a dict, list or other built-in base class. */
    List<PyValue> positional() {
        var all = new ArrayList<PyValue>(args);
        if (base instanceof PyValue.Tuple tuple) {
            all.addAll(tuple.items()); // most of them are named tuples
        } else if (base != null) {
            all.add(base);
        }
        if (!listItems.isEmpty()) {
            all.add(new PyValue.List(listItems));
        }
        if (!dictItems.isEmpty()) {
            all.add(new PyValue.Dict(dictItems));
        }
        return all;
    }
}
