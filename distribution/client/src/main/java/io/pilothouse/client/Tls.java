package io.pilothouse.client;

import io.pilothouse.protocol.PinnedCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * How the registry proves over TLS that it is the right one. There is no form that trusts everybody. Thread-safe.
 */
public final class Tls {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final SSLSocketFactory factory;
    private final boolean checkName;

    private Tls(TrustManager[] trust, boolean checkName) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, new SecureRandom());
            factory = context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
        }
        this.checkName = checkName;
    }

    /**
     * Trusts exactly one certificate, whatever its names, dates and issuer ({@code wire.md} 1.1).
     *
     * @param fingerprint SHA-256 of the DER form of the registry's own certificate, 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Tls pinned(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("a fingerprint is the SHA-256 of the certificate as 64 lower-case"
                    + " hexadecimal digits without separators, not '" + fingerprint + "'");
        }
        return new Tls(new TrustManager[]{new PinnedCertificate(fingerprint, "pinned is")}, false);
    }

    /** Trusts the authorities that the JDK trusts; the certificate must name the host. */
    public static Tls system() {
        return trusting(null, "the JDK's trust store");
    }

    /**
     * Trusts the authorities in a trust store; the certificate must name the host.
     *
     * @throws IllegalArgumentException if the store holds no certificate
     */
    public static Tls trusting(KeyStore authorities) {
        try {
            if (authorities.size() == 0) {
                throw new IllegalArgumentException("the trust store is empty, so no registry could be trusted");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the trust store is not loaded: " + e.getMessage(), e);
        }
        return trusting(authorities, "the trust store");
    }

    private static Tls trusting(KeyStore authorities, String what) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            return new Tls(trust.getTrustManagers(), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot use " + what + ": " + e.getMessage(), e);
        }
    }

    SSLSocketFactory factory() {
        return factory;
    }

    void prepare(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
        if (checkName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
    }
}
