/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Applies an option only if it was given. */
public final class GivenOptions {

    private GivenOptions() {}

    public static <T> void with(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }
}
