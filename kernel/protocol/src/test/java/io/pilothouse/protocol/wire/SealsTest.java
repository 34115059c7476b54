package io.pilothouse.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Seal;
import io.pilothouse.protocol.command.SetTags;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealsTest {
    private static final NodeId NODE = NodeId.of(7);
    private static final Seal DRAFT = new Seal(NODE, "registry-1", 1_800_000_000_123L, "AAAAAAAAAAAAAAAAAAAAAA==", "",
            new byte[0]);

    private final KeyPair keys = pair();

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private boolean verifies(Seal seal) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(keys.getPublic());
        signature.update(seal.canonical());
        return signature.verify(WireBase64.decode(seal.signature()));
    }

    private String sealed() {
        Request request = new Request(new SetTags(NODE, List.of("a", "é")),
                new Proof("legacy", "token", Optional.empty()), NODE);
        JsonWriter out = new JsonWriter();
        JsonMessages.write(Seals.seal(request, DRAFT, this::sign), out);
        return out.text();
    }

    private static Request read(String json) throws MalformedJsonException {
        return JsonMessages.request(JsonReader.object(json)).orElseThrow();
    }

    @Test
    void aSealedRequestComesBackAndVerifies() throws MalformedJsonException, GeneralSecurityException {
        Request request = read(sealed());
        Seal seal = request.proof().seal().orElseThrow();
        assertTrue(verifies(seal));
        assertEquals(new SetTags(NODE, List.of("a", "é")), request.command());
        assertEquals(NODE, seal.node());
        assertEquals("registry-1", seal.registry());
        assertEquals(1_800_000_000_123L, seal.time());
        assertEquals("AAAAAAAAAAAAAAAAAAAAAA==", seal.nonce());
        assertEquals("legacy", request.proof().signature());
        assertEquals("token", request.proof().adminToken());
    }

    @Test
    void theSignedTextIsTheCanonicalMessage() throws MalformedJsonException {
        Seal seal = read(sealed()).proof().seal().orElseThrow();
        assertEquals("pilothouse-seal/v1\n{\"admin_token\":\"token\",\"node_id\":7,"
                + "\"seal\":{\"node_id\":7,\"nonce\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"registry\":\"registry-1\","
                + "\"time\":1800000000123},\"tags\":[\"a\",\"é\"],\"type\":\"set_tags\"}",
                new String(seal.canonical(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"node_id\":7,\"tags\"|\"node_id\":8,\"tags\"", "\"a\",\"é\"|\"a\"",
        "set_tags|set_tag", "registry-1|registry-2", "1800000000123|1800000000124", "\"AAAA|\"BAAA",
        "\"token\"|\"taken\"", "{\"type\"|{\"extra\":1,\"type\"", "seal\":{\"node_id\":7|seal\":{\"node_id\":8",
        "seal\":{|seal\":{\"extra\":null,"})
    void anAlteredFieldBreaksTheSeal(String from, String to) throws MalformedJsonException, GeneralSecurityException {
        String original = sealed();
        String altered = original.replace(from, to);
        assertFalse(altered.equals(original), from);
        assertFalse(verifies(Seals.read(JsonReader.object(altered)).orElseThrow()));
    }

    @Test
    void spellingAndLegacySignatureAreNotSealed() throws MalformedJsonException, GeneralSecurityException {
        String other = sealed().replace("\"legacy\"", "\"other\"").replace("é", "\\u00e9").replace(":7", ": 7.0");
        assertTrue(verifies(read(other).proof().seal().orElseThrow()));
    }

    @Test
    void aSealThatLacksPartsIsStillASeal() throws MalformedJsonException {
        JsonObject message = JsonReader.object("{\"type\":\"set_tags\",\"seal\":{}}");
        Seal seal = Seals.read(message).orElseThrow();
        assertTrue(seal.node().none());
        assertEquals("", seal.signature());
        assertTrue(Seals.read(JsonReader.object("{\"type\":\"set_tags\",\"seal\":5}")).isEmpty());
    }
}
