package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pilothouse.acceptance.harness.Bundle;
import io.pilothouse.protocol.trail.MerkleProofs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published cases of transparency-dev/merkle: proofs of RFC 6962 trees and their subtrees, right and wrong. */
class MerkleVectorsIT {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void everyCaseIsDecidedAsItIsLabelled() throws IOException {
        Path folder = Bundle.shared("vectors/merkle/testdata");
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        Map<String, Integer> decided = new TreeMap<>();
        List<String> otherwise = new ArrayList<>();
        for (Path file : files) {
            JsonNode vector = MAPPER.readTree(file.toFile());
            String kind = folder.relativize(file).getName(0).toString();
            decided.merge(kind, 1, Integer::sum);
            if (holds(kind, vector) == vector.path("wantErr").asBoolean()) {
                otherwise.add(folder.relativize(file).toString());
            }
        }
        System.out.println("merkle vectors: " + decided + ", decided otherwise: " + otherwise);
        assertEquals(List.of(), otherwise);
        assertTrue(files.size() > 500 && decided.size() == 4, () -> "only " + decided);
    }

    private static boolean holds(String kind, JsonNode vector) {
        List<byte[]> proof = new ArrayList<>();
        vector.path("proof").forEach(hash -> proof.add(bytes(hash)));
        byte[] leaf = bytes(vector.path("leafHash"));
        byte[] root = bytes(vector.path("root"));
        long index = number(vector, "leafIdx");
        long start = number(vector, "start");
        long end = number(vector, "end");
        byte[] first = bytes(vector.path("root1"));
        byte[] second = bytes(vector.path("root2"));
        return switch (kind) {
            case "inclusion" -> MerkleProofs.includes(leaf, index, number(vector, "treeSize"), proof, root);
            case "subtreeinclusion" -> MerkleProofs.includesInSubtree(leaf, index, start, end, proof, root);
            case "consistency" ->
                MerkleProofs.consistent(number(vector, "size1"), number(vector, "size2"), first, second, proof);
            case "subtreeconsistency" ->
                MerkleProofs.subtreeConsistent(start, end, number(vector, "size"), first, second, proof);
            default -> throw new IllegalStateException("no such kind of vector: " + kind);
        };
    }

    /** Unsigned 64-bit numbers; those above the largest long stand for themselves as out of range. */
    private static long number(JsonNode vector, String name) {
        BigInteger value = vector.path(name).bigIntegerValue();
        return value.bitLength() > 63 ? -1 : value.longValue();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.isTextual() ? base64.textValue() : "");
    }
}
