package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** {@code {"time":"2026-05-04T09:08:07.123456789Z","level":"INFO","msg":"audit","node_id":7}}. */
final class JsonLine implements Line {
    private final DateTimeFormatter time;

    JsonLine(ZoneId zone) {
        time = new DateTimeFormatterBuilder()
                .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendOffsetId()
                .toFormatter(Locale.ROOT)
                .withZone(zone);
    }

    @Override
    public void write(ILoggingEvent event, StringBuilder line) {
        line.append("{\"time\":\"");
        time.formatTo(event.getInstant(), line);
        line.append("\",\"level\":\"").append(event.getLevel()).append("\",\"msg\":");
        JsonText.string(String.valueOf(event.getFormattedMessage()), line);
        Attributes.forEach(event, (key, value) -> {
            line.append(',');
            JsonText.string(key, line);
            line.append(':');
            int start = line.length();
            try {
                JsonText.value(value, line);
            } catch (RuntimeException | StackOverflowError e) {
                line.setLength(start);
                JsonText.string(Attributes.unprintable(e), line);
            }
        });
        line.append('}');
    }
}
