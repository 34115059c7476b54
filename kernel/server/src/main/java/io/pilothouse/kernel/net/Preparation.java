package io.pilothouse.kernel.net;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Loads what a port needs of Netty and the JDK, so that it is there when the port is opened. Nothing depends on it. */
public final class Preparation {
    private Preparation() {}

    /**
     * Loads it.
     *
     * <p>Threads: any.
     *
     * @throws GeneralSecurityException when this Java has no TLS
     */
    public static void begin() throws GeneralSecurityException {
        EventLoops.epoll();
        SSLContext.getInstance("TLS").init(new KeyManager[0], new TrustManager[0], null);
    }
}
