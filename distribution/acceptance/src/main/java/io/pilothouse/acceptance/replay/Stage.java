package io.pilothouse.acceptance.replay;

import io.pilothouse.acceptance.harness.HttpDoor;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A fresh registry with the named connections of one recorded run. One thread. */
final class Stage implements AutoCloseable {
    private final Map<String, WireConnection> connections = new HashMap<>();
    private final Set<Integer> ports = new HashSet<>();
    private Registry registry;
    private HttpDoor http;

    Stage(RegistryOptions options) {
        registry = Registry.start(options);
        http = new HttpDoor(registry.http());
    }

    Registry registry() {
        return registry;
    }

    HttpDoor http() {
        return http;
    }

    /** The connection of this name, opened at its first use and after it was closed. */
    WireConnection connection(String name) {
        return connections.computeIfAbsent(name, unused -> {
            WireConnection opened = registry.connect();
            ports.add(opened.localPort());
            return opened;
        });
    }

    boolean opened(String name) {
        return connections.containsKey(name);
    }

    void closeConnection(String name) {
        WireConnection connection = connections.remove(name);
        if (connection != null) {
            connection.close();
        }
    }

    /** Whether a port is or was the local port of one of our connections. */
    boolean ownPort(int port) {
        return ports.contains(port);
    }

    private static int live(WireConnection connection) {
        return connection.call(WireConnection.command("list_networks")).path("networks").path(0).path("members")
                .asInt();
    }

    /** Waits until nodes are reaped, or until they would have been. */
    void awaitPass(Duration pass) {
        long until = System.nanoTime() + pass.toNanos();
        try (WireConnection connection = registry.connect()) {
            int before = live(connection);
            while (live(connection) == before && System.nanoTime() < until) {
                LockSupport.parkNanos(200_000_000L);
            }
        }
    }

    /** Waits until no node is live any more. */
    void awaitReaping(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try (WireConnection connection = registry.connect()) {
            while (live(connection) > 0) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("nodes were not reaped within " + longest);
                }
                LockSupport.parkNanos(200_000_000L);
            }
        }
    }

    /** Stops the process cleanly and starts it again on the same data. */
    int restart() {
        connections.values().forEach(WireConnection::close);
        connections.clear();
        http.close();
        int code = registry.stop();
        registry = registry.again();
        http = new HttpDoor(registry.http());
        return code;
    }

    @Override
    public void close() {
        connections.values().forEach(WireConnection::close);
        connections.clear();
        http.close();
        registry.close();
    }
}
