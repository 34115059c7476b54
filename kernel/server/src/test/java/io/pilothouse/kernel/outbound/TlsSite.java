package io.pilothouse.kernel.outbound;

import io.pilothouse.kernel.net.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Somebody with a certificate.
 *
 * @param server what makes its sockets
 * @param trust trusts it, beside the usual authorities
 */
record TlsSite(SSLContext server, TrustManagerFactory trust) {
    private static final char[] PASSWORD = "x".toCharArray();

    /** A certificate for a name, kept as {@code registry.crt} in the folder. */
    static TlsSite named(Path folder, String name) throws IOException, GeneralSecurityException {
        TlsIdentity identity = TlsIdentity.kept(folder, List.of(name), InstantSource.system());
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        keys.setKeyEntry("x", identity.key(), PASSWORD, identity.chain().toArray(new Certificate[0]));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(own.getKeyManagers(), null, null);
        return new TlsSite(server, Authorities.beside(folder.resolve("registry.crt")));
    }
}
