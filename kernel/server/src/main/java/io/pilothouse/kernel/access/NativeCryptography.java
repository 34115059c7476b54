package io.pilothouse.kernel.access;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;

/**
 * The Amazon Corretto Crypto Provider, loaded once. It is handed out and not installed, so no other code of the process
 * changes its cryptography.
 *
 * <p>Threads: any; the first call loads a native library and takes some tenths of a second.
 */
public final class NativeCryptography {
    private static final String REGISTER_KEY_FACTORY = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private NativeCryptography() {}

    /**
     * The provider.
     *
     * @throws GeneralSecurityException if its library does not load on this machine; the cause says why
     */
    public static Provider provider() throws GeneralSecurityException {
        // Read once, when the provider's class is loaded: keys of the JDK's own factory would be converted at every use.
        if (System.getProperty(REGISTER_KEY_FACTORY) == null) {
            System.setProperty(REGISTER_KEY_FACTORY, "true");
        }
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable failure = corretto.getLoadingError();
        if (failure != null) {
            throw new GeneralSecurityException("native library not loaded: " + failure.getMessage(), failure);
        }
        return corretto;
    }
}
