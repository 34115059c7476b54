package io.pilothouse.identity.oidc;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every published case is decided as it is labelled, or otherwise for a reason that is named here. */
class JoseVectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String MIXED = "recorded sessions have shared secrets and public keys in one set"
            + " (validate-token, steps 5 and 7); a key is used for its own type only";
    private static final String FIRST_OF_TWO = "recorded sessions take the first key of an id (validate-token, step 26)";
    private static final String OTHER_ALGORITHM = "the alg of a key must equal that of the header"
            + " (commands-enterprise.md 6.7, rule 5); the label takes a key for PS256 for PS384";
    private static final String NO_ALGORITHM = "the alg of a key must equal that of the header"
            + " (commands-enterprise.md 6.7, rule 5); the key says ES521, which is no algorithm";

    private static final String SAME = "letter by letter the token of case 357, which is labelled valid";
    private static final String NO_BASE64 = "a question mark inside is no base64 (RFC 7515, section 2); the label wants it"
            + " skipped, and then there were many texts for one token";

    /** What is decided otherwise than labelled, by file and number. */
    private static final Map<String, String> OTHERWISE = new TreeMap<>(Map.ofEntries(
            entry("json_web_signature 346", OTHER_ALGORITHM), entry("json_web_signature 350", OTHER_ALGORITHM),
            entry("json_web_signature 347", NO_ALGORITHM), entry("json_web_signature 351", NO_ALGORITHM),
            entry("json_web_signature 367", SAME), entry("json_web_signature 370", SAME),
            entry("json_web_signature 372", NO_BASE64), entry("json_web_signature 373", NO_BASE64),
            entry("json_web_key 1", MIXED), entry("json_web_crypto 47", MIXED),
            entry("json_web_key 4", FIRST_OF_TWO)));

    @ParameterizedTest
    @CsvSource({"json_web_signature, 401", "json_web_key, 26", "json_web_crypto, 49"})
    void wycheproof(String name, int expected, TestReporter reporter) throws IOException {
        JsonNode vectors = MAPPER.readTree(shared("wycheproof/" + name + "_test.json").toFile());
        Map<String, String> otherwise = new TreeMap<>();
        int cases = 0;
        int encrypted = 0;
        for (JsonNode group : vectors.path("testGroups")) {
            JsonNode keys = group.has("public") ? group.get("public") : group.get("private");
            for (JsonNode test : group.path("tests")) {
                if (!test.has("jws")) {
                    encrypted++;
                    continue;
                }
                cases++;
                String token = test.get("jws").isTextual() ? test.get("jws").textValue() : test.get("jws").toString();
                String decided = decided(token, keys);
                if (decided.isEmpty() != test.path("result").asText().equals("valid")) {
                    otherwise.put(name + " " + test.path("tcId").asInt(), test.path("comment").asText() + ": "
                            + (decided.isEmpty() ? "accepted" : decided));
                }
            }
        }
        reporter.publishEntry("wycheproof " + name, cases + " cases, " + encrypted
                + " of encryption left out, decided otherwise than labelled: " + otherwise.keySet().stream()
                        .map(each -> each + " (" + otherwise.get(each) + "; " + OTHERWISE.get(each) + ")").toList());
        assertEquals(OTHERWISE.keySet().stream().filter(each -> each.startsWith(name + " ")).toList(),
                List.copyOf(otherwise.keySet()), otherwise::toString);
        assertEquals(expected, cases);
        assertEquals(vectors.path("numberOfTests").asInt(), cases + encrypted);
    }

    /** The signatures in compact form; those in JSON form are no tokens. */
    @Test
    void cookbook(TestReporter reporter) throws IOException {
        List<String> verified = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(shared("jose-cookbook/jws"))) {
            files = Stream.concat(found, Stream.of(shared("jose-cookbook/curve25519/jws.json"))).sorted().toList();
        }
        for (Path file : files) {
            JsonNode example = MAPPER.readTree(file.toFile());
            JsonNode keys = example.path("input").path("key");
            String name = file.getFileName().toString();
            String compact = example.path("output").path("compact").asText();
            (decided(compact.isEmpty() ? example.path("output").path("json").toString() : compact, published(keys))
                    .isEmpty() ? verified : refused).add(name);
            if (!compact.isEmpty()) {
                int last = compact.length() - 10;
                assertTrue(!decided(compact.substring(0, last) + (compact.charAt(last) == 'A' ? 'B' : 'A')
                        + compact.substring(last + 1), published(keys)).isEmpty(),
                        name + " with a changed signature");
            }
        }
        reporter.publishEntry("RFC 7520 and 8037", "verified: " + verified + ", refused: " + refused);
        assertEquals(List.of("4_1.rsa_v15_signature.json", "4_2.rsa-pss_signature.json", "4_3.ecdsa_signature.json",
                "4_4.hmac-sha2_integrity_protection.json", "jws.json"), verified.stream().sorted().toList());
        // A detached payload, an unprotected header and several signatures have no compact form.
        assertEquals(List.of("4_5.signature_with_detached_content.json", "4_6.protecting_specific_header_fields.json",
                "4_7.protecting_content_only.json", "4_8.multiple_signatures.json"),
                refused.stream().sorted().toList());
    }

    @Test
    void cookbookKeys() throws IOException {
        for (String each : List.of("3_1.ec_public_key ES512", "3_2.ec_private_key ES512", "3_3.rsa_public_key RS256",
                "3_4.rsa_private_key PS512", "3_5.symmetric_key_mac_computation HS256")) {
            String[] parts = each.split(" ", -1);
            JsonWebKey key = JsonWebKey.of(members(MAPPER.readTree(
                    shared("jose-cookbook/jwk/" + parts[0] + ".json").toFile())));
            String text = usable(key, Algorithm.of(parts[1]).orElseThrow());
            assertEquals("", text, each);
        }
        JsonWebKey encryption = JsonWebKey.of(members(MAPPER.readTree(
                shared("jose-cookbook/jwk/3_6.symmetric_key_encryption.json").toFile())));
        assertEquals("algorithm mismatch: JWT header says HS256, JWKS key says A256GCM",
                usable(encryption, Algorithm.HS256));
    }

    private static String usable(JsonWebKey key, Algorithm algorithm) {
        try {
            // A private key that was published is used as the public one that it holds.
            assertTrue(!(key.key(algorithm) instanceof PrivateKey));
            return "";
        } catch (NotVerified not) {
            return not.getMessage();
        }
    }

    /** The cookbook's keys have no alg; that of the only one for encryption has. */
    private static JsonNode published(JsonNode keys) {
        return keys.isArray() ? MAPPER.createObjectNode().set("keys", keys) : keys;
    }

    private static String decided(String compact, JsonNode keys) {
        try {
            JsonNode set = keys.has("keys")
                    ? keys
                    : MAPPER.createObjectNode().set("keys", MAPPER.createArrayNode().add(keys));
            SignedToken token = SignedToken.parse(compact);
            Algorithm algorithm = Algorithm.of(token.algorithm())
                    .orElseThrow(() -> NotVerified.malformed("unsupported JWT algorithm: " + token.algorithm()));
            JsonWebKey key = KeySet.of(members(set), "").find(token.keyId())
                    .orElseThrow(() -> NotVerified.malformed("key not found: " + token.keyId()));
            Signatures.verify(token, algorithm, key.key(algorithm));
            return "";
        } catch (NotVerified | Json.Invalid not) {
            return not.getMessage();
        }
    }

    private static Map<String, Object> members(JsonNode object) {
        try {
            return Json.object(object.toString().getBytes(StandardCharsets.UTF_8));
        } catch (Json.Invalid wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static Path shared(String file) {
        Optional<Path> found = folder().map(shared -> shared.resolve("vectors").resolve(file)).filter(Files::exists);
        Assumptions.assumeTrue(found.isPresent(), "the published vectors are not here: no ../shared/vectors/" + file
                + " beside the repository; -Dpilothouse.shared=DIR names another place");
        return found.orElseThrow();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("pilothouse.shared");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder).map(root -> root.resolveSibling("shared"));
    }
}
