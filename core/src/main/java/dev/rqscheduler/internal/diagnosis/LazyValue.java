/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.RedisException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is read once and used by several checks; a failure to read it reaches each of them. */
final class LazyValue<T> {

    private final Supplier<T> source;
    private @Nullable T value;
    private @Nullable RedisException failure;

    LazyValue(Supplier<T> source) {
        this.source = source;
    }

    /**
     * @throws RedisException if the first attempt to read it failed
     */
    T get() {
        if (failure != null) {
            throw failure;
        }
        T known = value;
        if (known == null) {
            try {
                known = source.get();
            } catch (RedisException e) {
                failure = e;
                throw e;
            }
            value = known;
        }
        return known;
    }

    /** Returns empty if reading is not permitted; a lost connection is thrown. */
    Optional<T> ifAllowed() {
        try {
            return Optional.of(get());
        } catch (RedisException e) {
            if (e.kind() == RedisException.Kind.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
