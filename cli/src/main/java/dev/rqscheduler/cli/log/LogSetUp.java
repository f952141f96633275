/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rqscheduler.cli.output.Printable;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Sets up logback in code: finding and reading a configuration file would take much of a short command's time. */
public final class LogSetUp {

    private LogSetUp() {}

    /** Logs everything to {@code err} from now on, which the caller keeps; replaces any previous setup. */
    public static void start(Format format, Verbosity verbosity, OutputStream err) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder(format, verbosity, context));
        appender.setOutputStream(new Shared(err));
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
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

    private static Encoder<ILoggingEvent> encoder(Format format, Verbosity verbosity, LoggerContext context) {
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

    /**
     * {@code 2026-11-23T10:00:00.123Z INFO message}: a layout of our own, since logback's pattern parser costs start-up time.
     */
    private static final class TextLayout extends LayoutBase<ILoggingEvent> {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        private final boolean stackTraces;

        TextLayout(boolean stackTraces) {
            this.stackTraces = stackTraces;
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            StringBuilder line = new StringBuilder(160);
            TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
            line.append(' ').append(event.getLevel());
            // WARN and INFO are a letter shorter than ERROR and DEBUG.
            line.append(event.getLevel().levelStr.length() < 5 ? "  " : " ");
            line.append(Printable.line(event.getFormattedMessage()));
            if (event.getThrowableProxy() != null) {
                if (stackTraces) {
                    line.append('\n')
                            .append(ThrowableProxyUtil.asString(event.getThrowableProxy())
                                    .stripTrailing());
                } else {
                    line.append(": ")
                            .append(event.getThrowableProxy().getClassName())
                            .append(": ")
                            .append(Printable.line(
                                    String.valueOf(event.getThrowableProxy().getMessage())));
                }
            }
            return line.append('\n').toString();
        }
    }

    /**
     * One JSON object per line, with the facts of the line as fields of that object: {@code jq 'select(.job ==
     * "order-17")'}. Logback's own encoder has them in a list of one-field objects below, where no log store finds them.
     */
    private static final class JsonLines extends EncoderBase<ILoggingEvent> {

        private static final JsonFactory JSON = new JsonFactory();
        private static final byte[] NONE = {};

        /** The fields of every line; a pair with such a name would duplicate the field. */
        private static final Set<String> OWN =
                Set.of("time", "timestamp", "level", "threadName", "loggerName", "formattedMessage", "throwable");

        @Override
        public byte[] headerBytes() {
            return NONE;
        }

        @Override
        public byte[] footerBytes() {
            return NONE;
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField(
                        "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
                json.writeNumberField("timestamp", event.getTimeStamp());
                json.writeStringField("level", event.getLevel().levelStr);
                json.writeStringField("threadName", event.getThreadName());
                json.writeStringField("loggerName", event.getLoggerName());
                json.writeStringField("formattedMessage", event.getFormattedMessage());
                pairs(json, event.getKeyValuePairs());
                if (event.getThrowableProxy() != null) {
                    json.writeStringField("throwable", ThrowableProxyUtil.asString(event.getThrowableProxy()));
                }
                json.writeEndObject();
                json.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("a line cannot be written to memory", e);
            }
            return line.toByteArray();
        }

        private static void pairs(JsonGenerator json, @Nullable List<KeyValuePair> pairs) throws IOException {
            if (pairs == null) {
                return;
            }
            for (KeyValuePair pair : pairs) {
                if (OWN.contains(pair.key)) {
                    continue;
                }
                json.writeFieldName(pair.key);
                if (pair.value instanceof Number number) {
                    json.writeNumber(number.longValue());
                } else {
                    json.writeString(String.valueOf(pair.value));
                }
            }
        }
    }

    /** The format of log lines. */
    public enum Format {
        TEXT,
        JSON
    }

    /** How much is logged. */
    public enum Verbosity {
        /** From WARN. */
        QUIET,
        /** From INFO. */
        NORMAL,
        /** From DEBUG. */
        VERBOSE
    }
}
