/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards every event to several listeners; one that throws affects neither the scheduler nor the others. */
record SafeListener(List<SchedulerListener> listeners) implements InvocationHandler {

    private static final Logger log = LoggerFactory.getLogger(SafeListener.class);

    @Override
    public @Nullable Object invoke(Object proxy, Method event, Object @Nullable [] arguments) throws Throwable {
        if (event.getDeclaringClass() == Object.class) {
            return event.invoke(listeners, arguments);
        }
        for (SchedulerListener listener : listeners) {
            try {
                event.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getCause();
                if (thrown instanceof Error
                        && !(thrown instanceof LinkageError
                                || thrown instanceof AssertionError
                                || thrown instanceof StackOverflowError)) {
                    throw thrown;
                }
                log.warn("a listener failed; the scheduler continues", thrown);
            }
        }
        return null;
    }
}
