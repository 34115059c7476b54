package com.example.harbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.DirectoryEntry;
import io.pilothouse.spi.DirectorySource;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.DirectorySourceContract;
import io.pilothouse.spi.testkit.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract lists, cuts and breaks; what is to be said here is how the list looks. */
class PeopleSourceTest extends DirectorySourceContract {
    @Override
    protected DirectorySource.Factory factory() {
        return new PeopleSourceFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver staff) {
        return Map.of("url", staff.uri("/people").toString());
    }

    @Override
    protected void fill(Receiver staff, List<DirectoryEntry> people) {
        StringBuilder list = new StringBuilder("people " + people.size() + "\n");
        for (DirectoryEntry each : people) {
            list.append(String.join("\t", each.externalId(), each.displayName(), each.disabled() ? "locked" : "active",
                    String.join(",", each.groups()))).append('\n');
        }
        staff.answers(request -> text(list.toString()));
    }

    private static Answer text(String text) {
        return new Answer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void groupsAreRead() throws Exception {
        DirectoryEntry ann = new DirectoryEntry("ann", "Ann", false, List.of("pilots", "night shift"), Map.of());
        fill(receiver(), List.of(ann));
        assertEquals(List.of(ann), component().list());
    }

    @Test
    void aListWithFewerLinesThanItSaysIsNone() throws Exception {
        receiver().answers(request -> text("people 2\nann\tAnn\tactive\t\n"));
        DirectorySource source = component();
        assertThrows(IOException.class, source::list);
    }
}
