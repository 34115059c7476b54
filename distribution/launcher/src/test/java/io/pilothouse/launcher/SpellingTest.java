package io.pilothouse.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> PROGRAMS = List.of("serve", "import", "node", "network", "version");

    @Test
    void countsEdits() {
        assertEquals(0, Spelling.edits("serve", "serve"));
        assertEquals(1, Spelling.edits("serv", "serve"));
        assertEquals(2, Spelling.edits("sevre", "serve"));
        assertEquals(5, Spelling.edits("", "serve"));
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        assertEquals(Optional.of("serve"), Spelling.nearest("server", PROGRAMS));
        assertEquals(Optional.of("node"), Spelling.nearest("nodes", PROGRAMS));
        assertEquals(Optional.of("network"), Spelling.nearest("net", PROGRAMS));
        assertEquals(Optional.empty(), Spelling.nearest("banana", PROGRAMS));
        assertEquals(Optional.empty(), Spelling.nearest("", PROGRAMS));
    }
}
