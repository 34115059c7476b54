package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pilothouse.protocol.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Both implementations decide every case of Wycheproof as it is labelled. */
class WycheproofTest {
    /** More than a hundred: a file that was read wrongly must not pass as an empty one. */
    private static final int FEWEST = 100;

    @Test
    void everyCaseIsDecidedAsLabelled(TestReporter reporter) throws IOException {
        Optional<Path> file = file();
        Assumptions.assumeTrue(file.isPresent(), "Wycheproof's vectors are not here, only the inline cases are tested:"
                + " no ../shared/vectors/wycheproof beside the repository; -Dpilothouse.shared=DIR names another place");
        JsonNode vectors = new ObjectMapper().readTree(file.get().toFile());
        List<String> deviations = new ArrayList<>();
        int cases = 0;
        for (JsonNode group : vectors.path("testGroups")) {
            PublicKey key = PublicKey.of(Ed25519Cases.hex(group.path("publicKey").path("pk").asText()));
            for (JsonNode test : group.path("tests")) {
                cases++;
                boolean valid = test.path("result").asText().equals("valid");
                for (SignatureCheck check : Ed25519Cases.implementations()) {
                    if (check.verify(key, Ed25519Cases.hex(test.path("msg").asText()),
                            Ed25519Cases.hex(test.path("sig").asText())) != valid) {
                        deviations.add(check + " case " + test.path("tcId") + " " + test.path("comment"));
                    }
                }
            }
        }
        reporter.publishEntry("wycheproof ed25519", cases + " cases, each by both implementations");
        assertEquals(List.of(), deviations);
        assertEquals(vectors.path("numberOfTests").asInt(), cases);
        assertTrue(cases > FEWEST, "only " + cases + " cases");
    }

    private static Optional<Path> file() {
        String named = System.getProperty("pilothouse.shared");
        if (named != null) {
            return found(Path.of(named));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder).map(root -> root.resolveSibling("shared")).flatMap(WycheproofTest::found);
    }

    private static Optional<Path> found(Path shared) {
        return Optional.of(shared.resolve("vectors/wycheproof/ed25519_test.json")).filter(Files::isReadable);
    }
}
