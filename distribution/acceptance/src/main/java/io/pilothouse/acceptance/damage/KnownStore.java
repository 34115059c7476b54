package io.pilothouse.acceptance.damage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data folder whose history is known: node 1 registers, gets its hostname, node 2 registers, and so on, each step
 * acknowledged before the next was sent. So every state that the registry may show is named by one number of steps.
 */
public final class KnownStore {
    private final Path folder;
    private final int nodes;
    private final List<AgentKey> keys = new ArrayList<>();

    private KnownStore(Path folder, int nodes) {
        this.folder = folder;
        this.nodes = nodes;
        for (int i = 0; i < nodes; i++) {
            keys.add(AgentKey.of("pilothouse-acceptance/damage/" + i));
        }
    }

    /** Makes the store: one part before a clean stop, the rest before SIGKILL, so that nothing was tidied up after it. */
    public static KnownStore create(Path folder, int nodes) {
        KnownStore store = new KnownStore(folder, nodes);
        try (Registry first = Registry.start(RegistryOptions.in(folder))) {
            store.play(first, 0, nodes / 2);
            first.stop();
            try (Registry second = first.again()) {
                store.play(second, nodes / 2, nodes);
                second.kill();
            }
        }
        return store;
    }

    /** The files that hold the history: what the embedded store wrote, without its shared memory index. */
    public List<Path> files() {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(folder::relativize)
                    .filter(file -> file.getFileName().toString().contains(".db")
                            && !file.getFileName().toString().endsWith("-shm"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** All steps of the history. */
    public int steps() {
        return nodes * 2;
    }

    /** Copies the whole folder. */
    public Path copy(Path target) {
        try (var all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Path to = target.resolve(folder.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else if (!path.getFileName().toString().endsWith("-shm")) {
                    Files.copy(path, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** How many steps a registry shows, if what it shows is the state after that many; otherwise nothing. */
    public Optional<Integer> stepsShown(Registry registry) {
        List<ObjectNode> lookups = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            lookups.add(Commands.lookup(i));
        }
        try (WireConnection connection = registry.connect()) {
            List<JsonNode> replies = connection.callAll(lookups);
            int steps = 0;
            boolean ended = false;
            for (int i = 0; i < nodes; i++) {
                JsonNode reply = replies.get(i);
                boolean there = reply.path("public_key").asText().equals(keys.get(i).publicKey());
                boolean named = reply.path("hostname").asText().equals(hostname(i));
                if (ended && (there || named) || !there && named) {
                    return Optional.empty();
                }
                steps += (there ? 1 : 0) + (named ? 1 : 0);
                ended = !named;
            }
            return Optional.of(steps);
        }
    }

    private void play(Registry registry, int from, int to) {
        try (WireConnection connection = registry.connect()) {
            for (int i = from; i < to; i++) {
                require(connection.call(Commands.register(keys.get(i))), i);
                require(connection.call(Commands.hostname(keys.get(i), i + 1, hostname(i))), i);
            }
        }
    }

    private static void require(JsonNode reply, int index) {
        if (reply.path("node_id").asLong() != index + 1) {
            throw new IllegalStateException("expected node " + (index + 1) + ", got " + reply);
        }
    }

    private static String hostname(int index) {
        return "damaged-" + index;
    }
}
