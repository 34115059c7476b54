package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path folder;

    @Test
    void aKeyIsKeptForItsOwnerAndNeverOverwritten() throws Exception {
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("vendor.key");
        key.write(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(key.id(), SigningKey.read(file).id());
        assertEquals(file + " exists already; a key is not overwritten, choose another name",
                assertThrows(UnfitPluginException.class, () -> SigningKey.generate().write(file)).getMessage());
        assertEquals(key.id(), SigningKey.read(file).id());
        assertEquals("there is no key file " + folder.resolve("other"), assertThrows(UnfitPluginException.class,
                () -> SigningKey.read(folder.resolve("other"))).getMessage());
    }

    @Test
    void theFolderOfTrustIsReadFileByFile() throws Exception {
        SigningKey acme = SigningKey.generate();
        Files.writeString(folder.resolve("acme.pem"), acme.publicPem());
        Files.writeString(folder.resolve("README.md"), "no key");
        Files.writeString(folder.resolve("empty.pem"), "");
        Files.writeString(folder.resolve("cut.pem"), acme.publicPem().substring(0, 60));
        acme.write(folder.resolve("secret.pem"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Files.writeString(folder.resolve("rsa.pem"),
                Pem.of(Pem.PUBLIC, rsa.generateKeyPair().getPublic().getEncoded()));
        TrustKeys keys = TrustKeys.in(folder);
        assertEquals(List.of(acme.trustKey("acme").toString()), keys.keys().stream().map(TrustKey::toString).toList());
        assertEquals("acme", keys.find(acme.id()).orElseThrow().name());
        assertProblem(keys, "empty.pem", "expected one block -----BEGIN PUBLIC KEY-----, found nothing");
        assertProblem(keys, "cut.pem", "found a malformed or further one");
        assertProblem(keys, "secret.pem", "it holds a private key");
        assertProblem(keys, "rsa.pem", "the public key in it is no Ed25519 key");
        assertEquals(4, keys.problems().size());
        assertTrue(TrustKeys.in(folder.resolve("nowhere")).described().endsWith("nowhere holds no key"));
    }

    private static void assertProblem(TrustKeys keys, String file, String expected) {
        String problem = keys.problems().stream().filter(each -> each.contains(file + " is no trust key: ")).findFirst()
                .orElse("none about " + file);
        assertTrue(problem.contains(expected), problem);
        assertFalse(problem.contains("MC4CAQ"), "the private key is not shown");
    }
}
