package io.pilothouse.acceptance.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Compares whole binary frames: byte for byte, except times. */
final class Frames {
    private static final int HEARTBEAT_REPLY = 0x81;
    private static final int PASSTHROUGH = 0x00;
    private static final int ERROR = 0xFF;

    private Frames() {}

    static Optional<String> difference(String expectedHex, byte[] actual, Comparison comparison) {
        byte[] expected = HexFormat.of().parseHex(expectedHex);
        if (Arrays.equals(expected, actual)) {
            return Optional.empty();
        }
        if (expected.length > 5 && actual.length > 5 && expected[4] == actual[4]) {
            switch (expected[4] & 0xFF) {
                case HEARTBEAT_REPLY -> {
                    return sameBut(expected, actual, 5, 13);
                }
                case PASSTHROUGH -> {
                    Optional<JsonNode> wanted = json(expected);
                    Optional<JsonNode> got = json(actual);
                    if (wanted.isPresent() && got.isPresent()) {
                        return comparison.difference(wanted.get(), got.get());
                    }
                }
                case ERROR -> {
                    if (Texts.alike(text(expected), text(actual))) {
                        return Optional.empty();
                    }
                    return Optional.of("expected the error frame \"" + text(expected) + "\", got \"" + text(actual)
                            + "\"");
                }
                default -> {
                    // Byte for byte, below.
                }
            }
        }
        return Optional.of("expected the frame " + expectedHex + ", got " + HexFormat.of().formatHex(actual));
    }

    private static Optional<String> sameBut(byte[] expected, byte[] actual, int from, int to) {
        boolean same = expected.length == actual.length
                && Arrays.equals(expected, 0, from, actual, 0, from)
                && Arrays.equals(expected, to, expected.length, actual, to, actual.length);
        return same
                ? Optional.empty()
                : Optional.of("expected the frame " + HexFormat.of().formatHex(expected) + " (times apart), got "
                        + HexFormat.of().formatHex(actual));
    }

    private static Optional<JsonNode> json(byte[] frame) {
        try {
            return Optional.of(Capture.MAPPER.readTree(frame, 5, frame.length - 5));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] frame) {
        return frame.length < 7 ? "" : new String(frame, 7, frame.length - 7, StandardCharsets.UTF_8);
    }
}
