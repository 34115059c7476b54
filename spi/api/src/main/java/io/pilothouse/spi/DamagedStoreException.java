package io.pilothouse.spi;

import java.io.IOException;

/** Stored data is damaged. The text names what is damaged and how to recover; the kernel shows it and does not start. */
public final class DamagedStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedStoreException(String message) {
        super(message);
    }

    public DamagedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
