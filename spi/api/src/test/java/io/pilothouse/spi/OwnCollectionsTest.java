package io.pilothouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An answer carries no code of the plugin that gave it: nothing of a collection that is read later is the plugin's. */
class OwnCollectionsTest {
    private static final class Own extends AbstractList<String> {
        @Override
        public String get(int index) {
            return "hall";
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // What is disguised must not be typed.
    private static <T> T disguised(Object any) {
        return (T) any;
    }

    @Test
    void attributesAreCopiedDownToTheirTexts() {
        Own own = new Own();
        Map<String, List<String>> attributes = new Verdict.Verified("amy", Map.of("groups", own)).attributes();
        assertEquals(Map.of("groups", List.of("hall")), attributes);
        assertNotSame(own, attributes.get("groups"));
        List<String> numbers = disguised(List.of(7));
        assertThrows(ClassCastException.class, () -> new Verdict.Verified("amy", Map.of("groups", numbers)));
        Map<String, List<String>> byNumber = disguised(Map.of(7, List.of("hall")));
        assertThrows(ClassCastException.class, () -> new Verdict.Verified("amy", byNumber));
    }

    @Test
    void refusedEventsAreNumbersAndTexts() {
        assertEquals(Map.of(7L, "too long"), new Delivery.Delivered(Map.of(7L, "too long")).refused());
        Map<Long, String> other = disguised(Map.of(7L, List.of("too long")));
        assertThrows(ClassCastException.class, () -> new Delivery.Delivered(other));
    }
}
