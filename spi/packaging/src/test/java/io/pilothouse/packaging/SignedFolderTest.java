package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lock file and signature of a folder: what is changed in either, or in any file, is found. */
class SignedFolderTest {
    private static final List<String> FILES = List.of("LICENSE", "a.jar", "plugin.properties");

    private Path folder;
    private SigningKey key;

    @BeforeEach
    @BeforeProperty
    void make() throws IOException {
        folder = Files.createTempDirectory("signed");
        for (String name : FILES) {
            Files.writeString(folder.resolve(name), "content of " + name);
        }
        key = SigningKey.generate();
        sign();
    }

    private void sign() throws IOException {
        try {
            byte[] lock = PluginLock.of(PluginFolder.of(folder)).bytes();
            Files.write(folder.resolve(PluginFolder.LOCK), lock);
            Files.write(folder.resolve(PluginFolder.SIGNATURE), PluginSignature.of(lock, key).bytes());
        } catch (UnfitPluginException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    @AfterProperty
    void clean() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private String check(TrustKey... trusted) throws UnfitPluginException, IOException {
        PluginFolder found = PluginFolder.of(folder);
        byte[] lock = found.bytes(PluginFolder.LOCK, PluginLock.MOST_BYTES);
        TrustKey signer = PluginSignature.parse(found.bytes(PluginFolder.SIGNATURE, PluginSignature.MOST_BYTES)).check(
                lock,
                new TrustKeys(Path.of("trust"), List.of(trusted), List.of()));
        PluginLock.parse(lock).check(found);
        return signer.name();
    }

    private String refusal(TrustKey... trusted) {
        return assertThrows(UnfitPluginException.class, () -> check(trusted)).getMessage();
    }

    @Test
    void whatIsUntouchedPasses() throws Exception {
        assertEquals("vendor", check(SigningKey.generate().trustKey("other"), key.trustKey("vendor")));
        byte[] lock = Files.readAllBytes(folder.resolve(PluginFolder.LOCK));
        sign();
        assertEquals(new String(lock, StandardCharsets.US_ASCII),
                Files.readString(folder.resolve(PluginFolder.LOCK)), "the same files give the same lock");
        assertEquals(FILES, List.copyOf(PluginLock.parse(lock).digests().keySet()));
    }

    @Property(tries = 400)
    void everyChangedByteIsFound(@ForAll @IntRange(max = 4) int file, @ForAll @IntRange(max = 100_000) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) throws Exception {
        String name = Stream.concat(FILES.stream(), Stream.of(PluginFolder.LOCK, PluginFolder.SIGNATURE)).toList()
                .get(file);
        Path path = folder.resolve(name);
        byte[] whole = Files.readAllBytes(path);
        byte[] changed = whole.clone();
        changed[place % changed.length] ^= (byte) change;
        Files.write(path, changed);
        try {
            String text = refusal(key.trustKey("vendor"));
            assertTrue(!FILES.contains(name) || text.startsWith("the file " + name + " has changed: expected SHA-256 "),
                    text);
        } finally {
            Files.write(path, whole);
        }
    }

    @Property(tries = 200)
    void everyCutIsFound(@ForAll @IntRange(max = 4) int file, @ForAll @IntRange(max = 100_000) int length)
            throws Exception {
        String name = Stream.concat(FILES.stream(), Stream.of(PluginFolder.LOCK, PluginFolder.SIGNATURE)).toList()
                .get(file);
        Path path = folder.resolve(name);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, length % whole.length));
        try {
            assertTrue(!refusal(key.trustKey("vendor")).isEmpty());
        } finally {
            Files.write(path, whole);
        }
    }

    @Test
    void whatIsTooMuchOrTooLittleIsNamed() throws Exception {
        Files.writeString(folder.resolve("b.jar"), "slipped in");
        Files.delete(folder.resolve("LICENSE"));
        assertEquals("the file b.jar is not in plugin.lock; the file LICENSE is missing, which plugin.lock names",
                refusal(key.trustKey("vendor")));
    }

    @Test
    void bothHashesOfAChangedFileAreShown() throws Exception {
        String before = PluginFolder.of(folder).digest("a.jar");
        Files.writeString(folder.resolve("a.jar"), "another");
        assertEquals("the file a.jar has changed: expected SHA-256 " + before + ", found "
                + PluginFolder.of(folder).digest("a.jar"), refusal(key.trustKey("vendor")));
    }

    @Test
    void anUnknownKeyIsNamedBesideTheTrustedOnes() {
        TrustKey known = SigningKey.generate().trustKey("acme");
        assertEquals("it is signed with the key " + key.id() + ", which is not trusted: trusted are acme (" + known.id()
                + "). If you trust its owner, put the public key there as NAME.pem", refusal(known));
        assertTrue(refusal().contains("which is not trusted: trust holds no key"), refusal());
    }

    @Test
    void aSignatureOfAnotherLockIsWrong() throws Exception {
        Files.write(folder.resolve(PluginFolder.SIGNATURE),
                PluginSignature.of("another".getBytes(StandardCharsets.US_ASCII), key).bytes());
        assertTrue(refusal(key.trustKey("vendor")).startsWith("the signature is wrong: it names the key vendor ("));
    }

    @Test
    void lockFilesAreReadStrictly() {
        String digest = "0".repeat(64);
        assertLock("", "it is empty");
        assertLock(digest + "  a.jar", "its last line does not end");
        assertLock(digest + " a.jar\n", "line 1 must be 64 hexadecimal digits, two spaces and a name");
        assertLock(digest.replace('0', 'A') + "  a.jar\n", "line 1 must be");
        assertLock(digest + "  a.jar\r\n", "line 1 must be");
        assertLock(digest + "  a.jar\n\n", "line 2 must be");
        assertLock(digest + "  a.jar\n" + digest + "  a.jar\n", "line 2 names a.jar a second time");
        assertLock(digest + "  b.jar\n" + digest + "  a.jar\n", "line 2 names a.jar after b.jar");
        for (String name : List.of("../a.jar", "/a.jar", "lib/a.jar", "..", ".a", "a b", "plugin.lock",
                "plugin.lock.sig",
                "a\\b", "x".repeat(201))) {
            assertLock(digest + "  " + name + "\n", "expected the plain name of a file beside the lock");
        }
    }

    private static void assertLock(String text, String expected) {
        String message = assertThrows(UnfitPluginException.class,
                () -> PluginLock.parse(text.getBytes(StandardCharsets.ISO_8859_1)), text).getMessage();
        assertTrue(message.startsWith("the lock file plugin.lock is malformed: ") && message.contains(expected),
                message);
    }

    @Test
    void signatureFilesAreReadStrictly() {
        String value = Base64.getEncoder().encodeToString(new byte[64]);
        for (String text : List.of("", "ed25519 " + key.id() + "\n" + value, "ed25519 x\n" + value + "\n",
                "ed25519 " + key.id() + "\n" + value + "\n\n", "rsa " + key.id() + "\n" + value + "\n",
                "ed25519 " + key.id() + "\n" + value.replace("A==", "B==") + "\n")) {
            assertTrue(assertThrows(UnfitPluginException.class,
                    () -> PluginSignature.parse(text.getBytes(StandardCharsets.US_ASCII)), text).getMessage()
                    .startsWith("the signature file plugin.lock.sig is malformed: expected"));
        }
    }

    /** RFC 8032, 7.1, TEST 1, so that other implementations of Ed25519 read our signatures and keys. */
    @Test
    void signaturesAreThoseOfTheStandard() throws Exception {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] der = new byte[48];
        System.arraycopy(HexFormat.of().parseHex("302e020100300506032b657004220420"), 0, der, 0, 16);
        System.arraycopy(seed, 0, der, 16, 32);
        SigningKey standard = SigningKey.parse(Pem.of(Pem.PRIVATE, der));
        assertEquals("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b", HexFormat.of().formatHex(standard.sign(new byte[0])));
        assertEquals("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                standard.publicPem().lines().toList().get(1));
    }

    @Test
    void whatIsNoPlainFileIsNamed() throws Exception {
        Files.createSymbolicLink(folder.resolve("z.jar"), folder.resolve("a.jar"));
        assertEquals("z.jar is a symbolic link; copy the file itself", refusal());
        Files.delete(folder.resolve("z.jar"));
        Files.writeString(folder.resolve(".hidden"), "x");
        assertTrue(refusal().startsWith("the file name \".hidden\" is not plain"), refusal());
        Files.delete(folder.resolve(".hidden"));
        Files.createDirectory(folder.resolve("lib"));
        assertEquals("lib is a folder; a plugin's files lie side by side", refusal());
    }

    /** The limits of a registry: what it would not take is not signed. */
    @Test
    void aFolderHasLimits() throws Exception {
        Files.writeString(folder.resolve("x".repeat(129)), "x");
        assertTrue(refusal().contains("is not plain: expected letters, digits and . _ + -, at most 128 of them"),
                refusal());
        Files.move(folder.resolve("x".repeat(129)), folder.resolve("x".repeat(128)));
        try (RandomAccessFile large = new RandomAccessFile(folder.resolve("x".repeat(128)).toFile(), "rw")) {
            large.setLength(PluginFolder.LARGEST_FILE + 1);
        }
        assertEquals("x".repeat(128) + " has more than 128 MiB", refusal());
        Files.delete(folder.resolve("x".repeat(128)));
        for (int i = PluginFolder.of(folder).sizes().size(); i < PluginFolder.MOST_FILES; i++) {
            Files.writeString(folder.resolve("file-" + i), "x");
        }
        assertEquals(PluginFolder.MOST_FILES, PluginFolder.of(folder).sizes().size());
        Files.writeString(folder.resolve("one-more"), "x");
        assertEquals("the folder holds more than 200 files or 256 MiB", refusal());
    }
}
