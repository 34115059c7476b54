package io.pilothouse.kernel.net;

/** Whether connections may or must be TLS. Plain and TLS share the port; the first byte tells them apart. */
public enum Encryption {
    /** Plain only; a TLS client is closed. */
    OFF,
    /** Both. Today's command line tools, beacons and standbys speak no TLS ({@code wire.md} 1.1). */
    OFFERED,
    /** TLS only; a plain client is closed. */
    REQUIRED
}
