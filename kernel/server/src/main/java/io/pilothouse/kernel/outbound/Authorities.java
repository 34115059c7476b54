package io.pilothouse.kernel.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificate authorities of an operator beside those that the Java runtime trusts. */
public final class Authorities {
    private Authorities() {}

    /**
     * Trust in both.
     *
     * @param pem certificates, one after the other
     * @throws IOException if the file cannot be read or holds no certificate
     */
    public static TrustManagerFactory beside(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> own = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (own.isEmpty()) {
                throw new IOException(pem + " holds no certificate");
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (Certificate one : own) {
                all.setCertificateEntry("own-" + number++, one);
            }
            for (TrustManager manager : factory(null).getTrustManagers()) {
                if (manager instanceof X509TrustManager runtime) {
                    for (X509Certificate one : runtime.getAcceptedIssuers()) {
                        all.setCertificateEntry("runtime-" + number++, one);
                    }
                }
            }
            return factory(all);
        } catch (GeneralSecurityException malformed) {
            throw new IOException(pem + " holds no certificates: " + malformed.getMessage(), malformed);
        }
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
