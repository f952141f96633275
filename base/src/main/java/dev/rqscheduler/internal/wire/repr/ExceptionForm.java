/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Python's own exceptions: class and arguments. */
final class ExceptionForm {
    /** OSError makes an object of a subclass by the error number; these are Linux's. */
    private static final Map<Integer, String> BY_ERROR_NUMBER = byErrorNumber();

    private ExceptionForm() {}

    static void write(Recipe recipe, ReprWriter out) {
        String name = KnownNames.exception(recipe.name());
        var args = recipe.args();
        if (args.size() >= 2 && args.get(0) instanceof PyValue.Int number) {
            boolean base = name.equals("OSError");
            String special = number.value().bitLength() < 31
                    ? BY_ERROR_NUMBER.get(number.value().intValue())
                    : null;
            if (base || BY_ERROR_NUMBER.containsValue(name)) {
                name = base && special != null ? special : name;
                args = args.subList(0, 2); // the file names are not among what is printed
            }
        }
        out.text(name).items("(", args, ")");
    }

    private static Map<Integer, String> byErrorNumber() {
        var names = new HashMap<Integer, String>();
        List.of(11, 114, 115).forEach(number -> names.put(number, "BlockingIOError"));
        List.of(32, 108).forEach(number -> names.put(number, "BrokenPipeError"));
        List.of(1, 13).forEach(number -> names.put(number, "PermissionError"));
        names.put(2, "FileNotFoundError");
        names.put(3, "ProcessLookupError");
        names.put(4, "InterruptedError");
        names.put(10, "ChildProcessError");
        names.put(17, "FileExistsError");
        names.put(20, "NotADirectoryError");
        names.put(21, "IsADirectoryError");
        names.put(103, "ConnectionAbortedError");
        names.put(104, "ConnectionResetError");
        names.put(110, "TimeoutError");
        names.put(111, "ConnectionRefusedError");
        return Map.copyOf(names);
    }
}
