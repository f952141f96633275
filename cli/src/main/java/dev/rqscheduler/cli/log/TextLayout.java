/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.rqscheduler.cli.output.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code 2026-11-23T10:00:00.123Z INFO message}: a separate class, since logback's pattern parser costs start-up time.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {

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
