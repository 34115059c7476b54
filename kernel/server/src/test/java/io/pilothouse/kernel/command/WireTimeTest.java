package io.pilothouse.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTimeTest {
    private static final DateTimeFormatter FORMATTER = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
            .withZone(ZoneOffset.UTC);

    @Test
    void isWhatTheFormatterOfTheJdkWrites() {
        assertEquals("1970-01-01T00:00:00Z", WireTime.text(0));
        assertEquals("1969-12-31T23:59:59Z", WireTime.text(-1));
        assertEquals("2027-01-15T08:00:00Z", WireTime.text(1_800_000_000_999L));
        Random random = new Random(3339);
        for (int i = 0; i < 20_000; i++) {
            // Up to some 35,000 years before and after, so that signs and five digits come too.
            long millis = random.nextLong() >> random.nextInt(13, 40);
            assertEquals(FORMATTER.format(Instant.ofEpochMilli(millis)), WireTime.text(millis), "millis " + millis);
        }
    }
}
