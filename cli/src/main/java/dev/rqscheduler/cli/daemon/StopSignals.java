/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns SIGTERM and SIGINT into a request to stop, until closed. A shutdown hook could do this too, but then the JVM
 * exits with 143 or 130 whatever the hook does, and a clean stop should exit with 0. The second signal ends the process
 * immediately, as with Python's workers.
 *
 * <p>The JDK has no public API for signals. {@code sun.misc.Signal} has existed since Java 1.2 (module
 * jdk.unsupported, of which it is a supported part, JEP 260); it is used through reflection because using it directly
 * causes a javac warning that cannot be suppressed. If it is missing or refused ({@code -Xrs}), a shutdown hook stops
 * the scheduler.
 */
public final class StopSignals implements AutoCloseable {

    /** Signals with the exit code of a process they end. */
    private static final Map<String, Integer> KILLED = Map.of("TERM", 143, "INT", 130);

    private final Map<Object, Object> former = new LinkedHashMap<>();
    private final Runnable stop;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /**
     * @param stop called at the first signal, on a thread of the JVM; must return immediately
     * @param awaitEnd called by the shutdown hook if signals cannot be handled; returns when the work has ended
     */
    public static StopSignals on(Runnable stop, Runnable awaitEnd) {
        StopSignals signals = new StopSignals(stop);
        try {
            for (String name : KILLED.keySet()) {
                signals.take(name);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            signals.close();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                stop.run();
                                awaitEnd.run();
                            },
                            "stop"));
        }
        return signals;
    }

    private void take(String name) throws ReflectiveOperationException {
        Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
        Object signal =
                Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
        InvocationHandler onSignal = (proxy, method, args) -> switch (method.getName()) {
            case "handle" -> {
                signalled(name);
                yield null;
            }
            case "equals" -> args != null && proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stop on SIG" + name;
        };
        Object handler = Proxy.newProxyInstance(handlerClass.getClassLoader(), new Class<?>[] {handlerClass}, onSignal);
        former.put(signal, handle(signal, handler));
    }

    /** Sets the handler of a signal; returns the previous one. */
    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private void signalled(String name) {
        if (!stopping.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(KILLED.getOrDefault(name, 1));
        }
        stop.run();
    }

    /** Restores the previous signal handlers. */
    @Override
    public void close() {
        former.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal that was taken cannot be given back", e);
            }
        });
        former.clear();
    }
}
