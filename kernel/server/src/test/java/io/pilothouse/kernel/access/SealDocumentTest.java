package io.pilothouse.kernel.access;

import static io.pilothouse.kernel.access.Ed25519Cases.A;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The test vectors in the document are right as they stand there. */
class SealDocumentTest {
    private static final String BEGIN = "<!-- vectors: made by SealVectors, checked by SealDocumentTest -->\n";
    private static final String END = "\n<!-- end of vectors -->";
    private static final Pattern HOLDS = Pattern
            .compile("\\*\\*Holds: [^\n]+\n\n```text\n(.*?)\n```\n\n```json\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern
            .compile("\\*\\*Refused: ([^*]+)\\*\\* with `([^`]+)`\n\n```json\n(.*?)\n```", Pattern.DOTALL);

    private final SignatureCheck check = new BouncyCastleSignatureCheck();

    @Test
    void theDocumentHoldsWhatTheCodeMakes() throws IOException {
        String document = document();
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        assertTrue(begin >= 0 && end > begin, "the document has no section of vectors");
        assertEquals(SealVectors.markdown().strip(), document.substring(begin + BEGIN.length(), end).strip());
    }

    @Test
    void everyValidVectorIsAccepted() throws IOException {
        List<MatchResult> vectors = HOLDS.matcher(document()).results().toList();
        assertEquals(SealVectors.valid().size(), vectors.size());
        for (MatchResult vector : vectors) {
            Request request = SealWorld.request(vector.group(2));
            Seal seal = request.proof().seal().orElseThrow();
            byte[] canonical = vector.group(1).getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(canonical, seal.canonical());
            assertTrue(check.verify(A, canonical, Ed25519Cases.base64(seal.signature())));
            SealedSignatures seals = seals();
            SignatureEvidence.Verified evidence = seals.verify(seal, request.command(), SealWorld.state(),
                    SealWorld.TIME + 1_000);
            assertEquals(new SignatureEvidence.Verified(seal.node(), A, SignatureEvidence.Form.SEALED), evidence);
            // Once.
            Refusal replayed = assertThrows(Refusal.class,
                    () -> seals.verify(seal, request.command(), SealWorld.state(), SealWorld.TIME + 1_000));
            assertEquals("sealed signature: nonce already used; sign again with a new one", replayed.getMessage());
        }
    }

    @Test
    void everyOtherVectorIsRefusedAsTheDocumentSays() throws IOException {
        List<MatchResult> vectors = REFUSED.matcher(document()).results().toList();
        assertEquals(SealVectors.refused().size(), vectors.size());
        for (MatchResult vector : vectors) {
            Request request = SealWorld.request(vector.group(3));
            SealedSignatures seals = seals();
            Refusal refusal = assertThrows(Refusal.class, () -> seals.verify(request.proof().seal().orElseThrow(),
                    request.command(), SealWorld.state(), SealWorld.TIME + 1_000), vector.group(1));
            assertTrue(refusal.getMessage().startsWith("sealed signature: " + vector.group(2)),
                    vector.group(1) + ": " + refusal.getMessage());
            assertEquals(Refusal.Code.UNAUTHENTICATED, refusal.code());
            assertEquals(0, seals.nonces(), "a refused seal uses up nothing");
        }
    }

    private SealedSignatures seals() {
        return new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
    }

    private static String document() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return Files.readString(folder.resolve("distribution/docs/sealed-signatures.md"));
    }
}
