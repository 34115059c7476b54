package io.pilothouse.sinks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Compresses long requests. Threads: any. */
public final class Gzip {
    /** Bytes from which on it is worth the time. */
    private static final int LONG = 4_096;

    private Gzip() {}

    /**
     * A body as it is to be sent.
     *
     * @param wanted whether the receiver takes compressed ones
     * @param headers of the request; gets {@code Content-Encoding} if it is compressed
     */
    public static byte[] body(byte[] body, boolean wanted, Map<String, String> headers) throws IOException {
        if (!wanted || body.length <= LONG) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        headers.put("Content-Encoding", "gzip");
        return bytes.toByteArray();
    }
}
