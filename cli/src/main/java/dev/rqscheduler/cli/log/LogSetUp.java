/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up logback in code: finding and reading a configuration file would take much of a short command's time. */
public final class LogSetUp {

    private LogSetUp() {}

    /** Logs everything to {@code err} from now on, which the caller keeps; replaces any previous setup. */
    public static void start(LogFormat format, Verbosity verbosity, OutputStream err) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder(format, verbosity, context));
        appender.setOutputStream(new Shared(err));
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ((ch.qos.logback.classic.Logger) root).setLevel(Level.WARN);
        ((ch.qos.logback.classic.Logger) root).addAppender(appender);
        // Others, including Jedis and its pool, only report problems; what they do does not matter here.
        context.getLogger("dev.rqscheduler").setLevel(level(verbosity));
    }

    private static Level level(Verbosity verbosity) {
        return switch (verbosity) {
            case QUIET -> Level.WARN;
            case NORMAL -> Level.INFO;
            case VERBOSE -> Level.DEBUG;
        };
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, Verbosity verbosity, LoggerContext context) {
        return switch (format) {
            case TEXT -> {
                TextLayout layout = new TextLayout(verbosity == Verbosity.VERBOSE);
                layout.setContext(context);
                layout.start();
                LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
                encoder.setContext(context);
                encoder.setCharset(StandardCharsets.UTF_8);
                encoder.setLayout(layout);
                encoder.start();
                yield encoder;
            }
            case JSON -> {
                JsonLines encoder = new JsonLines();
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
        };
    }

    /** Flushed after each line, and never closed: logback closes its stream. */
    private static final class Shared extends FilterOutputStream {
        Shared(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
