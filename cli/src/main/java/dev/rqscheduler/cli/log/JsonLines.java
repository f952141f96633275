/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object per line, with the facts of the line as fields of that object: {@code jq 'select(.job ==
 * "order-17")'}. Logback's own encoder has them in a list of one-field objects below, where no log store finds them.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

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
