package io.pilothouse.kernel.command;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times as replies carry them. Threads: any. */
public final class WireTime {
    private static final int DAY = 86_400;
    private static final int LENGTH = 20;
    /** Days since 1970 of the years that have four digits. */
    private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();

    private WireTime() {}

    /** RFC 3339 in UTC, whole seconds; {@code millis} since 1970 UTC. */
    public static String text(long millis) {
        long seconds = seconds(millis);
        long day = Math.floorDiv(seconds, DAY);
        return day < FIRST || day > LAST
                ? Rfc3339.text(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC))
                : text(LocalDate.ofEpochDay(day), Math.floorMod(seconds, DAY));
    }

    /** By hand, because a list of nodes has one of them in each entry: a formatter takes ten times as long. */
    private static String text(LocalDate date, int second) {
        byte[] text = new byte[LENGTH];
        two(text, 0, date.getYear() / 100);
        two(text, 2, date.getYear() % 100);
        text[4] = '-';
        two(text, 5, date.getMonthValue());
        text[7] = '-';
        two(text, 8, date.getDayOfMonth());
        text[10] = 'T';
        two(text, 11, second / 3600);
        text[13] = ':';
        two(text, 14, second / 60 % 60);
        text[16] = ':';
        two(text, 17, second % 60);
        text[19] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void two(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    /** Whole seconds since 1970 UTC. */
    public static long seconds(long millis) {
        return Math.floorDiv(millis, 1000L);
    }
}
