package io.pilothouse.protocol.trail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures below it, as C2SP signed-note has it.
 *
 * @param text what is signed; it ends with a line feed
 * @param signatures the lines below, at least one
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "\u2014 ";

    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(each -> each != '\n' && Character.isISOControl(each))) {
            throw new IllegalArgumentException(
                    "the text of a note ends with a line feed and has no other control characters");
        }
        if (signatures.isEmpty()) {
            throw new IllegalArgumentException("a note has at least one signature");
        }
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature.
     *
     * @param name who signed
     * @param bytes the hash of the key, four bytes, and the signature
     */
    public record Line(String name, byte[] bytes) {
        public Line {
            if (!NoteKey.isName(name)) {
                throw new IllegalArgumentException("a signature is preceded by the name of its key, not by: " + name);
            }
        }

        @Override
        public String toString() {
            return DASH + name + " " + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /**
     * Reads a note. Only the one spelling that {@link #toString} has is taken.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong
     */
    public static SignedNote parse(String note) {
        int gap = note.lastIndexOf("\n\n");
        if (gap < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("a note is a text, an empty line, and lines of signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(gap + 2).lines().toList()) {
            lines.add(line(line));
        }
        SignedNote found = new SignedNote(note.substring(0, gap + 1), lines);
        if (!found.toString().equals(note)) {
            throw new IllegalArgumentException("the note is not in its usual spelling");
        }
        return found;
    }

    private static Line line(String line) {
        String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", 2) : new String[0];
        if (parts.length != 2) {
            throw new IllegalArgumentException("a signature line reads: \u2014 name base64");
        }
        return new Line(parts[0], Base64.getDecoder().decode(parts[1]));
    }

    /** Whether this key signed the text. */
    public boolean signedBy(NoteKey key) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return signatures.stream().anyMatch(line -> key.signed(signed, line));
    }

    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line).append('\n'));
        return note.toString();
    }
}
