package io.pilothouse.acceptance.scale;

import io.pilothouse.acceptance.harness.AgentKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a snapshot of the Go registry with many nodes, in the format of its page on storage, section 3, without a
 * checksum (which is allowed). Nodes have ids from 1; every tenth is public, all are in the backbone.
 */
public final class SnapshotFile {
    private static final int CHUNK = 20_000;
    private static final String TIME = "2026-05-20T10:00:00Z";

    private SnapshotFile() {}

    /** Writes the file; keys are made by all cores. */
    public static void write(Path file, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"version\":1,\"next_node\":" + (count + 1) + ",\"next_net\":1,\"nodes\":{");
            for (int from = 1; from <= count; from += CHUNK) {
                List<String> nodes = IntStream.range(from, Math.min(from + CHUNK, count + 1)).parallel()
                        .mapToObj(SnapshotFile::node).toList();
                out.write(from == 1 ? "" : ",");
                out.write(String.join(",", nodes));
            }
            out.write("},\"networks\":{\"0\":{\"id\":0,\"name\":\"backbone\",\"join_rule\":\"open\",\"members\":[");
            for (int i = 1; i <= count; i++) {
                out.write(i == 1 ? "1" : "," + i);
            }
            out.write("],\"created\":\"" + TIME + "\"}}}");
        }
    }

    /** The key of a node of the file, by its id. */
    public static AgentKey key(int id) {
        return AgentKey.of("pilothouse-acceptance/snapshot/" + id);
    }

    private static String node(int id) {
        return "\"" + id + "\":{\"id\":" + id + ",\"owner\":\"agent" + id + "@example.org\",\"public_key\":\""
                + key(id).publicKey() + "\",\"real_addr\":\"203.0.113." + id % 250 + ":" + (1024 + id % 60_000)
                + "\",\"networks\":[0]" + (id % 10 == 0 ? ",\"public\":true" : "") + ",\"last_seen\":\"" + TIME
                + "\",\"hostname\":\"agent-" + id + "\",\"tags\":[\"t" + id % 100 + "\",\"fleet\"],\"key_created\":\""
                + TIME + "\",\"version\":\"v1.9.0\"}";
    }
}
