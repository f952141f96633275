/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulerListenerTest {

    static Stream<Method> events() {
        return Arrays.stream(SchedulerListener.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    /** An event that the forwarding listener forgets would be lost without a trace. */
    @ParameterizedTest
    @MethodSource("events")
    void all_anyEvent_reachesEachListenerThoughOneThrows(Method event) throws ReflectiveOperationException {
        List<String> received = new ArrayList<>();
        SchedulerListener both = SchedulerListener.all(
                listener((proxy, method, arguments) -> {
                    received.add("first " + method.getName());
                    throw new IllegalStateException("a faulty listener");
                }),
                listener((proxy, method, arguments) -> {
                    received.add("second " + method.getName());
                    return null;
                }));

        event.invoke(
                both,
                Arrays.stream(event.getParameterTypes())
                        .map(SchedulerListenerTest::anyValue)
                        .toArray());

        assertThat(received).containsExactly("first " + event.getName(), "second " + event.getName());
    }

    private static SchedulerListener listener(InvocationHandler handler) {
        return (SchedulerListener) Proxy.newProxyInstance(
                SchedulerListener.class.getClassLoader(), new Class<?>[] {SchedulerListener.class}, handler);
    }

    /** Zero for a primitive, null for anything else: the listeners here do not read it. */
    private static @Nullable Object anyValue(Class<?> type) {
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
