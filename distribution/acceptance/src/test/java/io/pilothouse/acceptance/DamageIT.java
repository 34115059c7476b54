package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pilothouse.acceptance.damage.Damage;
import io.pilothouse.acceptance.damage.KnownStore;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From outside: a damaged store is refused with a clear text or shows a state that was acknowledged, never an
 * empty registry. A process for each case is slow, so this is a sample; the unit tests of the embedded store cut at every
 * byte.
 */
class DamageIT {
    private static final int CASES = 60;
    private static final int NODES = 120;

    @TempDir
    private Path data;

    private int refused;
    private int served;
    private int whole;

    @Test
    void damagedStoresAreRefusedOrShowAnAcknowledgedState() throws IOException {
        KnownStore store = KnownStore.create(data.resolve("store"), NODES);
        List<Path> files = store.files();
        assertFalse(files.isEmpty(), "no file of the embedded store in " + store.folder());
        Random random = new Random(3);
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (Path file : files) {
            long size = Files.size(store.folder().resolve(file));
            for (Damage damage : Damage.spread(file, size, CASES / files.size(), random)) {
                Path copy = store.copy(data.resolve("case-" + number++));
                damage.apply(copy);
                judge(store, damage, copy).ifPresent(problems::add);
            }
        }
        System.out.printf("damage: %d cases on %s: %d refused with a text, %d serve all, %d serve a prefix, %d wrong%n",
                number, files, refused, whole, served, problems.size());
        assertEquals(List.of(), problems);
    }

    private Optional<String> judge(KnownStore store, Damage damage, Path copy) {
        Registry registry;
        try {
            registry = Registry.start(RegistryOptions.in(copy));
        } catch (IllegalStateException e) {
            return refusal(damage, e.getMessage());
        }
        try (registry) {
            Optional<Integer> steps = store.stepsShown(registry);
            if (steps.isEmpty()) {
                return Optional.of(damage + ": serves a state that never was");
            }
            if (steps.get() == 0) {
                return Optional.of(damage + ": serves an empty registry");
            }
            if (steps.get() == store.steps()) {
                whole++;
            } else {
                served++;
            }
            return Optional.empty();
        } catch (IllegalStateException e) {
            // It may find the damage only when it reads; then it must say so and not answer.
            return registry.alive()
                    ? Optional.of(damage + ": listens but does not answer: " + e.getMessage())
                    : refusal(damage, registry.log().whole());
        }
    }

    private Optional<String> refusal(Damage damage, String text) {
        if (text.contains("exit code 0,")) {
            return Optional.of(damage + ": refused with exit code 0: " + text);
        }
        String name = damage.file().getFileName().toString().replaceAll("-wal$", "");
        String lower = text.toLowerCase(Locale.ROOT);
        boolean clear = lower.contains(name) && (lower.contains("damage") || lower.contains("corrupt")
                || lower.contains("checksum") || lower.contains("malformed") || lower.contains("not a database"));
        if (!clear || text.contains("\tat ")) {
            return Optional.of(damage + ": refused, but not with a clear text that names the file: " + text);
        }
        refused++;
        return Optional.empty();
    }

    /** The copy of an undamaged store must serve everything, or the cases above would prove nothing. */
    @Test
    void anUndamagedCopyServesEverything() {
        KnownStore store = KnownStore.create(data.resolve("store"), NODES);
        try (Registry registry = Registry.start(RegistryOptions.in(store.copy(data.resolve("copy"))))) {
            assertEquals(Optional.of(store.steps()), store.stepsShown(registry));
        }
    }
}
