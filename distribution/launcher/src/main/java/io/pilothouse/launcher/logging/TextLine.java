package io.pilothouse.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.lang.reflect.Array;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** {@code time=2026-05-04T09:08:07.123Z level=INFO msg=audit node_id=7 name="two words"}. */
final class TextLine implements Line {
    private final DateTimeFormatter time;

    TextLine(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT).withZone(zone);
    }

    @Override
    public void write(ILoggingEvent event, StringBuilder line) {
        line.append("time=");
        time.formatTo(event.getInstant(), line);
        line.append(" level=").append(event.getLevel()).append(" msg=");
        quoted(String.valueOf(event.getFormattedMessage()), line);
        Attributes.forEach(event, (key, value) -> {
            line.append(' ');
            quoted(key, line);
            line.append('=');
            quoted(printed(value), line);
        });
    }

    private static String printed(Object value) {
        try {
            return plain(value);
        } catch (RuntimeException | StackOverflowError e) {
            return Attributes.unprintable(e);
        }
    }

    /** A list is {@code [a b]}, which then needs quotes for its blank. A path is no list, though it iterates over itself. */
    private static String plain(Object value) {
        switch (value) {
            case Collection<?> elements -> {
                StringJoiner list = new StringJoiner(" ", "[", "]");
                elements.forEach(element -> list.add(plain(element)));
                return list.toString();
            }
            case Map<?, ?> map -> {
                StringJoiner list = new StringJoiner(" ", "map[", "]");
                map.forEach((key, element) -> list.add(key + ":" + plain(element)));
                return list.toString();
            }
            case null -> {
                return "null";
            }
            default -> {
                if (!value.getClass().isArray()) {
                    return value.toString();
                }
                StringJoiner list = new StringJoiner(" ", "[", "]");
                for (int i = 0; i < Array.getLength(value); i++) {
                    list.add(plain(Array.get(value, i)));
                }
                return list.toString();
            }
        }
    }

    private static void quoted(String value, StringBuilder line) {
        if (!value.isEmpty() && value.chars().noneMatch(TextLine::needsQuotes)) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (breaksLine(c)) {
                        line.append("\\u%04x".formatted((int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }

    private static boolean needsQuotes(int c) {
        return c == '=' || c == '"' || Character.isWhitespace(c) || Character.isSpaceChar(c) || breaksLine(c);
    }

    /** What a terminal or a log reader would act on: controls, line separators, direction marks, half characters. */
    private static boolean breaksLine(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }
}
