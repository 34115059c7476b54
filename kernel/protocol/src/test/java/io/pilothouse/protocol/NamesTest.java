package io.pilothouse.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** commands-core.md 1.3. */
class NamesTest {
    private static final String PATTERN = "must be lowercase alphanumeric with hyphens, start/end with alphanumeric";

    private static void assertRefused(String text, Executable maker) {
        assertEquals(text, assertThrows(IllegalArgumentException.class, maker).getMessage());
    }

    @Test
    void hostnames() {
        assertEquals("a", new Hostname("a").toString());
        assertEquals("a-9", new Hostname("a-9").toString());
        assertEquals(63, new Hostname("x".repeat(63)).text().length());
        assertRefused("hostname too long (max 63 chars)", () -> new Hostname("x".repeat(64)));
        // Length counts bytes: 32 characters of two bytes are too long, not merely odd.
        assertRefused("hostname too long (max 63 chars)", () -> new Hostname("é".repeat(32)));
        assertRefused("hostname " + PATTERN, () -> new Hostname("A"));
        assertRefused("hostname \"localhost\" is reserved", () -> new Hostname("localhost"));
        assertRefused("hostname \"broadcast\" is reserved", () -> new Hostname("broadcast"));
    }

    @Test
    void networkNames() {
        assertEquals("localhost", NetworkName.forNetwork("localhost").text());
        assertRefused("network name required", () -> NetworkName.forNetwork(""));
        assertRefused("network name too long (max 63 chars)", () -> NetworkName.forNetwork("x".repeat(64)));
        assertRefused("network name " + PATTERN, () -> NetworkName.forNetwork("a_b"));
        assertRefused("network name \"backbone\" is reserved", () -> NetworkName.forNetwork("backbone"));
    }

    @Test
    void tags() {
        assertEquals("ml", new Tag("ml").toString());
        assertTrue(Tag.valid("x".repeat(32)));
        assertFalse(Tag.valid("x".repeat(33)));
        assertTrue(Tag.tooLong("x".repeat(33)));
        assertTrue(Tag.tooLong("é".repeat(17)));
        assertFalse(Tag.tooLong("é".repeat(16)));
        assertThrows(IllegalArgumentException.class, () -> new Tag(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "A", "a b", "a.b", "#a", "é", "a\n"})
    void labelsThatAreNone(String text) {
        assertFalse(Label.valid(text, 63));
        assertFalse(Tag.valid(text));
    }
}
