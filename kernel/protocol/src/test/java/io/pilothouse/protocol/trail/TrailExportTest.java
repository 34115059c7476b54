package io.pilothouse.protocol.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrailExportTest {
    private static final NoteSigner SIGNER = NoteSigner.generate("pilothouse/test");
    private static final int SIZE = 9;

    private static String entry(long sequence) {
        return "{\"sequence\":" + sequence + ",\"actor\":\"n\u00F6de:" + sequence + "\",\"events\":[]}";
    }

    private static CompactRange range(long size) {
        CompactRange range = new CompactRange();
        for (long sequence = 1; sequence <= size; sequence++) {
            range.append(MerkleHash.leaf(entry(sequence).getBytes(StandardCharsets.UTF_8)));
        }
        return range;
    }

    private static SignedNote checkpoint(long size) {
        return SIGNER.sign(new Checkpoint("pilothouse/test", size, range(size).root()).text());
    }

    private static String export(long from, long size) {
        StringBuilder text = new StringBuilder(new TrailExport.Head(SIGNER.key(), range(from), size).line())
                .append('\n');
        for (long index = from; index < size; index++) {
            text.append(TrailExport.entry(index, entry(index + 1))).append('\n');
        }
        return text.append(TrailExport.tail(checkpoint(size))).append('\n').toString();
    }

    private static TrailVerifier.Verdict verify(byte[] export, SignedNote older)
            throws IOException, TrailMismatchException {
        return TrailVerifier.verify(new ByteArrayInputStream(export), Optional.of(SIGNER.key()),
                Optional.ofNullable(older));
    }

    private static String wrong(String export, SignedNote older) {
        return assertThrows(TrailMismatchException.class, () -> verify(export.getBytes(StandardCharsets.UTF_8), older),
                export).getMessage();
    }

    @Test
    void whatWasNotTouchedVerifies() throws IOException, TrailMismatchException {
        for (long from = 0; from <= SIZE; from++) {
            byte[] export = export(from, SIZE).getBytes(StandardCharsets.UTF_8);
            for (long old = from; old <= SIZE; old++) {
                TrailVerifier.Verdict verdict = verify(export, checkpoint(old));
                assertEquals(from, verdict.from());
                assertEquals(SIZE, verdict.checkpoint().size());
            }
        }
        assertEquals(0, verify(export(0, 0).getBytes(StandardCharsets.UTF_8), null).checkpoint().size());
    }

    /** Every single byte, each of its bits. */
    @Test
    void anyFlippedBitIsFound() {
        byte[] export = export(1, 3).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < export.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] other = Arrays.copyOf(export, export.length);
                other[at] ^= (byte) (1 << bit);
                assertThrows(TrailMismatchException.class, () -> verify(other, null), "byte " + at + " bit " + bit);
            }
            byte[] other = Arrays.copyOf(export, export.length);
            other[at] ^= 1;
            assertThrows(TrailMismatchException.class, () -> TrailVerifier.verify(new ByteArrayInputStream(other),
                    Optional.empty(), Optional.empty()), "without a key, byte " + at);
        }
    }

    @Test
    void anyCutIsFound() {
        byte[] export = export(0, SIZE).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < export.length; length++) {
            byte[] part = Arrays.copyOf(export, length);
            assertThrows(TrailMismatchException.class, () -> verify(part, null), "length " + length);
        }
        byte[] more = Arrays.copyOf(export, export.length + 1);
        more[export.length] = '\n';
        assertThrows(TrailMismatchException.class, () -> verify(more, null));
    }

    @Test
    void messagesNameTheEntry() {
        String export = export(0, SIZE);
        assertEquals("entry 4 of 9 was changed: its text does not have the leaf hash beside it",
                wrong(export.replace("n\u00F6de:4", "n\u00F6de:5"), null));
        String without = export.replace(TrailExport.entry(3, entry(4)) + "\n", "");
        assertEquals("entry 4 of 9 should stand here, but the line is another", wrong(without, null));
        String exchanged = export.replace(TrailExport.entry(3, entry(4)),
                TrailExport.entry(3, entry(4).replace("\u00F6",
                        "o")));
        assertTrue(wrong(exchanged, null).contains("are not those that the checkpoint stands for"));
        assertEquals("entry 4 of 9 was changed: it says it is another one",
                wrong(export.replace(TrailExport.entry(3, entry(4)), TrailExport.entry(3, entry(5))), null));
    }

    /** Somebody who holds an old checkpoint of the registry presents what was then as all there is. */
    @Test
    void anEndThatWasTrueOnceIsFoundByALaterCheckpoint() {
        assertEquals("the export is truncated: it ends at entry 5, but the older checkpoint stands for 9 entries",
                wrong(export(0, 5), checkpoint(SIZE)));
        assertTrue(wrong(export(5, SIZE), checkpoint(4)).contains("begins only after entry 5"));
    }

    /** The owner of the key writes history anew. */
    @Test
    void aNewHistoryIsFoundByAnOldCheckpoint() {
        CompactRange other = new CompactRange();
        other.append(MerkleHash.leaf("{\"sequence\":1,}".getBytes(StandardCharsets.UTF_8)));
        SignedNote kept = SIGNER.sign(new Checkpoint("pilothouse/test", 1, other.root()).text());
        assertTrue(wrong(export(0, SIZE), kept).contains("history was changed"));
        SignedNote foreign = NoteSigner.generate("pilothouse/test").sign(checkpoint(4).text());
        assertTrue(wrong(export(0, SIZE), foreign).contains("is not signed by"));
    }

    @Test
    void anotherKeyIsNamed() {
        NoteKey expected = NoteSigner.generate("pilothouse/test").key();
        assertTrue(assertThrows(TrailMismatchException.class,
                () -> TrailVerifier.verify(
                        new ByteArrayInputStream(export(0, SIZE).getBytes(StandardCharsets.UTF_8)),
                        Optional.of(expected), Optional.empty()))
                .getMessage().endsWith("but should be signed by " + expected));
    }
}
