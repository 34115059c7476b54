package io.pilothouse.protocol;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate by its SHA-256 and looks neither at its names and dates nor at who signed it; the handshake proves
 * that the peer has its key ({@code wire.md} 1.1). What a client and a standby have in common.
 *
 * <p>Threads: any.
 */
public final class PinnedCertificate extends X509ExtendedTrustManager {
    private final String pin;
    private final String wanted;

    /**
     * Trusts one certificate.
     *
     * @param pin its {@linkplain #fingerprint fingerprint}
     * @param wanted what stands before the pin when another certificate is refused, such as {@code pinned is}
     */
    public PinnedCertificate(String pin, String wanted) {
        this.pin = pin;
        this.wanted = wanted;
    }

    /** SHA-256 of the certificate's DER form as 64 lower-case hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException missing) {
            throw new CertificateException(missing);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new CertificateException("the registry shows no certificate");
        }
        String shown = fingerprint(chain[0]);
        if (!shown.equals(pin)) {
            throw new CertificateException(
                    "the registry shows a certificate with fingerprint " + shown + ", " + wanted + " " + pin);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a pin is for servers");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("a pin is for servers");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a pin is for servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
