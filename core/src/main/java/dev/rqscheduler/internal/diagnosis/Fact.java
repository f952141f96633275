/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.RedisException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is read once and looked at by several checks; a failure to read it is told to each of them. */
final class Fact<T> {

    private final Supplier<T> source;
    private @Nullable T value;
    private @Nullable RedisException failure;

    Fact(Supplier<T> source) {
        this.source = source;
    }

    /**
     * @throws RedisException if it could not be read, at the first attempt
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

    /** Empty where it must not be asked; no connection is no answer, and thrown. */
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
