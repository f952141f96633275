/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.cli.failure.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.NonBlockingReader;

/**
 * The full-screen terminal while open: the alternate screen, raw keys, no cursor. Only changes are written, so nothing
 * flickers. However the process ends, except by kill -9, the terminal is restored.
 */
final class Screen implements AutoCloseable {

    /** What ended the wait for the next refresh. */
    enum Event {
        QUIT,
        RESIZED,
        LOOK
    }

    private static final int CTRL_C = 3;

    /** A change of size is noticed within this time. */
    private static final long SLICE_MILLIS = 100;

    private static final String ENTER = "\033[?1049h\033[?25l\033[2J\033[H";
    private static final String LEAVE = "\033[?25h\033[0m\033[?1049l";

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final AtomicBoolean resized = new AtomicBoolean();
    private final Thread hook = new Thread(this::leave, "terminal");
    private boolean left;

    private Screen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        Attributes attributes = terminal.getAttributes();
        // Ctrl-C is a key like q; Ctrl-Z would leave the alternate screen behind.
        attributes.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
        this.display = new Display(terminal, true);
        terminal.handle(Terminal.Signal.WINCH, signal -> resized.set(true));
        Runtime.getRuntime().addShutdownHook(hook);
        write(ENTER);
    }

    /**
     * @throws UsageException if this is not a terminal
     */
    static Screen open() {
        try {
            return new Screen(TerminalBuilder.builder()
                    .name("rqscheduler")
                    .system(true)
                    .dumb(false)
                    .provider("exec")
                    .encoding(StandardCharsets.UTF_8)
                    .build());
        } catch (IOException | IllegalStateException e) {
            throw new UsageException("top needs a terminal; use --once to print the current state", e);
        }
    }

    int width() {
        return Math.max(terminal.getSize().getColumns(), 20);
    }

    int height() {
        return Math.max(terminal.getSize().getRows(), 5);
    }

    synchronized void show(List<AttributedString> lines) {
        if (left) {
            // A signal ends the JVM, and the display thread continues until it has.
            return;
        }
        display.resize(Size.of(width(), height()));
        display.update(lines, 0);
    }

    /** Waits for a key, a change of size, or the next refresh. */
    Event await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (true) {
                if (resized.getAndSet(false)) {
                    display.clear();
                    return Event.RESIZED;
                }
                long rest = (end - System.nanoTime()) / 1_000_000;
                if (rest <= 0) {
                    return Event.LOOK;
                }
                switch (terminal.reader().read(Math.min(rest, SLICE_MILLIS))) {
                    case 'q', 'Q', CTRL_C, NonBlockingReader.EOF -> {
                        return Event.QUIT;
                    }
                    case ' ' -> {
                        return Event.LOOK;
                    }
                    default -> {} // another key, or none
                }
            }
        } catch (IOException e) {
            // The terminal has gone, and so has the reader.
            return Event.QUIT;
        }
    }

    @Override
    public void close() {
        leave();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs or has run.
        }
    }

    private synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        write(LEAVE);
        try {
            terminal.setAttributes(before);
        } catch (IllegalStateException | IOError e) {
            // JLine's own hook has already closed it, and restored them.
        }
    }

    /** Bypasses the terminal's writer, which may already be closed when the JVM ends. */
    private static void write(String text) {
        try {
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // Nothing reads it any more.
        }
    }
}
