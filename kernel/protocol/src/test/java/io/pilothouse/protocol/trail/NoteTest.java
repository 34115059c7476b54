package io.pilothouse.protocol.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoteTest {
    /** The well-known example of the note format: other implementations have the same key, text and signature. */
    private static final String SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NOTE = TEXT
            + """

                    \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                    """;

    @Test
    void theKnownExampleIsSignedAndVerified() {
        NoteSigner signer = NoteSigner.parse(SECRET);
        assertEquals(KEY, signer.key().toString());
        assertEquals(SECRET, signer.secretText());
        assertEquals(NOTE, signer.sign(TEXT).toString());
        assertTrue(SignedNote.parse(NOTE).signedBy(NoteKey.parse(KEY)));
        assertFalse(SignedNote.parse(NOTE).signedBy(NoteSigner.generate("PeterNeumann").key()));
        assertFalse(SignedNote.parse(NOTE.replace("answer", "reply")).signedBy(NoteKey.parse(KEY)));
    }

    @Test
    void aThirdPartysSignatureMayStandBesideOurs() {
        SignedNote note = SignedNote.parse(NOTE + NoteSigner.generate("witness").sign(TEXT).signatures().getFirst()
                + "\n");
        assertEquals(2, note.signatures().size());
        assertTrue(note.signedBy(NoteKey.parse(KEY)));
    }

    @Test
    void malformedKeysAndNotesAreRefused() {
        for (String key : new String[]{"", "x", "PeterNeumann+c74f20a4" + KEY.substring(21), "Peter" + KEY,
            KEY.substring(0, KEY.length() - 4)}) {
            assertThrows(IllegalArgumentException.class, () -> NoteKey.parse(key), key);
        }
        for (String note : new String[]{"", TEXT, TEXT + "\n", NOTE.strip(), NOTE.replace('\u2014', '-'),
            NOTE.replace("x08go", "x08g"), NOTE + "more\n", NOTE.replace("answer", "an\tswer")}) {
            assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(note), note);
        }
        assertThrows(IllegalArgumentException.class, () -> NoteSigner.parse(KEY));
        assertThrows(IllegalArgumentException.class, () -> NoteSigner.generate("a b"));
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(SignedNote.parse(NOTE)));
    }

    @Test
    void aCheckpointIsThreeLines() {
        Checkpoint checkpoint = new Checkpoint("pilothouse/x", 0, MerkleHash.empty());
        assertEquals("pilothouse/x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", checkpoint.text());
        NoteSigner signer = NoteSigner.generate("pilothouse/x");
        assertEquals(checkpoint, Checkpoint.parse(signer.sign(checkpoint.text() + "an extension\n")));
        assertThrows(IllegalArgumentException.class,
                () -> Checkpoint.parse(signer.sign(checkpoint.text().replace("\n0\n", "\n-1\n"))));
    }
}
