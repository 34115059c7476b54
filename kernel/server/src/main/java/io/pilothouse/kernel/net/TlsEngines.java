package io.pilothouse.kernel.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * Makes the server's side of a TLS connection, with one certificate and without asking clients for theirs.
 *
 * <p>The two managers are our own because the ready ones cost a start half a second: they put the key into a key store
 * that is encrypted for the occasion, and read the system's certification authorities, which a server without client
 * certificates never asks.
 *
 * @param context holds the identity
 * @param protocols the versions that are spoken
 */
record TlsEngines(SSLContext context, List<String> protocols) {
    static TlsEngines of(TlsIdentity identity, boolean tls12) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[]{new OneKey(identity)}, new TrustManager[]{new NoClient()}, null);
            return new TlsEngines(context, tls12 ? List.of("TLSv1.3", "TLSv1.2") : List.of("TLSv1.3"));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the certificate cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** For one connection. */
    SSLEngine next() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(protocols.toArray(String[]::new));
        return engine;
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "registry";

        private final TlsIdentity identity;

        private OneKey(TlsIdentity identity) {
            this.identity = identity;
        }

        /** TLS asks for one kind of key after the other, in the client's order. */
        @Override
        public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
            String own = identity.key().getAlgorithm();
            return kind.equals(own) || kind.startsWith(own + "_") ? ALIAS : null;
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return chooseEngineServerAlias(kind, issuers, null);
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return new String[]{ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** Trusts nobody: client certificates are not asked for, and one that came anyway would prove nothing. */
    private static final class NoClient implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("client certificates are not accepted");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("this is the server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
