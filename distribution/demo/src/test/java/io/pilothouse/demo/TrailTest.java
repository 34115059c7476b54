package io.pilothouse.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
    @Test
    void eventsAreNumberedOverRecordsThatHaveNoneOneOrMany() {
        Trail trail = new Trail();
        trail.add("{\"sequence\":1,\"actor\":\"registry\",\"events\":[]}");
        trail.add(
                "{\"sequence\":2,\"actor\":\"admin\",\"events\":[{\"action\":\"a\",\"data\":{}},{\"action\":\"b\"}]}");
        trail.add("{\"sequence\":3,\"actor\":\"node:7\",\"events\":[{\"action\":\"c\",\"data\":{\"x\":1}}]}");
        assertEquals(List.of("1 a by admin", "2 b by admin", "3 c by node:7"),
                trail.after(0).stream().map(Event::told).toList());
        assertEquals(List.of(2L, 3L), trail.after(1).stream().map(Event::sequence).toList());
        assertThrows(StepFailedException.class, () -> trail.add("{"));
    }
}
