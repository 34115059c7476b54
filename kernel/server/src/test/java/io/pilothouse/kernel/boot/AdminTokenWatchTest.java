package io.pilothouse.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.GlobalToken;
import io.pilothouse.kernel.journal.DurableText;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenWatchTest {
    @TempDir
    private Path folder;
    private Path file;
    private final GlobalToken token = new GlobalToken(AdminToken.of("one"), InstantSource.system());
    private final List<AuditEvent> events = new ArrayList<>();
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean durable = true;
    private AdminTokenWatch watch;

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(folder.resolve("token"), "one\n");
        watch = new AdminTokenWatch(file, token, Duration.ofSeconds(90), (event, told) -> {
            AuditActionCheck.check(List.of(event));
            events.add(event);
            told.accept(durable);
        });
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    @Test
    void aNewTokenHoldsAfterTwoLooksAndIsRecordedOnceWithoutItself() throws IOException {
        look(3);
        Files.writeString(file, "two\nwhat follows does not count");
        look(1);
        assertFalse(token.matches("two"));
        look(4);
        assertTrue(token.matches("two") && token.matches("one"));
        assertEquals(List.of(AuditEvent.of("registry.admin_token_changed").and("old_valid_seconds", 90L)), events);
    }

    @Test
    void halfOfATokenThatIsBeingWrittenDoesNotCount() throws IOException {
        for (String part : List.of("t", "tw", "two", "two-", "two-three")) {
            Files.writeString(file, part);
            look(1);
        }
        assertEquals(List.of(), events);
        look(1);
        assertTrue(token.matches("two-three"));
    }

    @Test
    void aFileThatSaysNoneLeavesTheOldTokenInForce() throws IOException {
        Files.writeString(file, "\n");
        look(2);
        Files.write(file, new byte[]{(byte) 0xff, (byte) 0xfe});
        look(2);
        Files.write(file, new byte[100_000]);
        look(2);
        Files.delete(file);
        look(2);
        Files.createDirectory(file);
        look(2);
        assertTrue(token.matches("one"));
        assertEquals(List.of(), events);
    }

    @Test
    void withoutAnEntryInTheTrailThereIsNoNewTokenYet() throws IOException {
        durable = false;
        Files.writeString(file, "two");
        look(2);
        assertFalse(token.matches("two"));
        durable = true;
        look(1);
        assertTrue(token.matches("two"));
        assertEquals(2, events.size());
    }

    @Test
    void oneEntryAtATime() throws IOException {
        watch = new AdminTokenWatch(file, token, Duration.ZERO, (event, told) -> waiting.add(told));
        Files.writeString(file, "two");
        look(5);
        assertEquals(1, waiting.size());
        assertTrue(token.matches("one"));
        waiting.getFirst().accept(true);
        assertTrue(token.matches("two"));
        assertFalse(token.matches("one"));
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        new DurableText(file).replace("two\n");
        assertEquals("two\n", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        new DurableText(file).write("three\n");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
