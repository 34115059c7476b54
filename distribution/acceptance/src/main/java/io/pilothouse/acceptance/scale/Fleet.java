package io.pilothouse.acceptance.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.WireConnection;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Registers many nodes over the wire. */
public final class Fleet {
    private static final int CONNECTIONS = 8;
    private static final int AT_ONCE = 256;

    private Fleet() {}

    /** The key of the nth node of a fleet, counted from 0. */
    public static AgentKey key(int index) {
        return AgentKey.of("pilothouse-acceptance/fleet/" + index);
    }

    /** Registers so many nodes, pipelined over several connections, as daemons describe themselves. */
    public static void register(InetSocketAddress address, int count) {
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i;
                parts.add(threads.submit(() -> part(address, first, count)));
            }
            int all = 0;
            for (Future<Integer> part : parts) {
                all += part.get();
            }
            if (all != count) {
                throw new IllegalStateException("registered " + all + " of " + count);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("registering failed", e.getCause());
        }
    }

    private static int part(InetSocketAddress address, int first, int count) {
        int done = 0;
        try (WireConnection connection = WireConnection.plain(address)) {
            List<ObjectNode> batch = new ArrayList<>();
            for (int i = first; i < count; i += CONNECTIONS) {
                batch.add(Commands.register(key(i)).put("owner", "agent" + i + "@example.org")
                        .put("hostname", "agent-" + i).put("version", "v1.9.0"));
                if (batch.size() == AT_ONCE) {
                    done += send(connection, batch);
                }
            }
            return done + send(connection, batch);
        }
    }

    private static int send(WireConnection connection, List<ObjectNode> batch) {
        int done = 0;
        for (JsonNode reply : connection.callAll(batch)) {
            if (!reply.path("type").asText().equals("register_ok")) {
                throw new IllegalStateException("refused: " + reply);
            }
            done++;
        }
        batch.clear();
        return done;
    }
}
