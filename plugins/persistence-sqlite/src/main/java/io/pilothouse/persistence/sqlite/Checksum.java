package io.pilothouse.persistence.sqlite;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C over one or two numbers and bytes, so that a row that moved to another number is found too. */
final class Checksum {
    private Checksum() {}

    static long of(long first, long second, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(first).putLong(second).flip());
        crc.update(bytes);
        return crc.getValue();
    }
}
