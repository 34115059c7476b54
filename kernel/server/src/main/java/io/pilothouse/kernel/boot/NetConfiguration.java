package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.net.Encryption;
import io.pilothouse.kernel.net.ErrorTexts;
import io.pilothouse.kernel.net.NetSettings;
import io.pilothouse.kernel.net.TlsIdentity;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of the protocol port from the configuration.
 *
 * @param data where the certificate that is made is kept
 */
record NetConfiguration(Configuration configuration, Path data, InstantSource clock) {
    /** A key itself has this in it, the path of a key's file does not. */
    static final String PEM = "-----BEGIN ";

    private static final int SLOW = 100;
    private static final int CLOSE = 500;

    /**
     * The settings.
     *
     * @param http where HTTP is spoken, or empty
     */
    NetSettings settings(String http) throws StartupException {
        InetSocketAddress address = Addresses.parse("listen", configuration.value(KernelSettings.LISTEN));
        boolean rate = configuration.value(KernelSettings.RATE_CONNECTION);
        int cap = configuration.value(KernelSettings.MAX_MESSAGE);
        NetSettings standard = NetSettings.defaults(address.getAddress().getHostAddress(), address.getPort());
        try {
            return new NetSettings(standard.host(), standard.port(), standard.eventLoops(), encryption(), true,
                    http, errors(),
                    new NetSettings.Frame(cap, cap, Math.max(cap, standard.frames().strangers()),
                            Math.max(cap, standard.frames().unfinished())),
                    new NetSettings.Deadlines(configuration.value(KernelSettings.IDLE_TIMEOUT),
                            configuration.value(KernelSettings.FRAME_TIMEOUT), standard.deadlines().stalledReply(),
                            standard.deadlines().drain()),
                    new NetSettings.Limits(configuration.value(KernelSettings.MAX_CONNECTIONS),
                            configuration.value(KernelSettings.MAX_CONNECTIONS_PER_IP), rate ? SLOW : 0,
                            rate ? CLOSE : 0, configuration.value(KernelSettings.RATE_OPERATIONS)));
        } catch (IllegalArgumentException invalid) {
            throw new StartupException("protocol port: " + invalid.getMessage(), invalid);
        }
    }

    private ErrorTexts errors() {
        return switch (configuration.value(KernelSettings.ERRORS)) {
            case CLEAR -> ErrorTexts.FULL;
            case R1 -> ErrorTexts.R1;
        };
    }

    private Encryption encryption() throws StartupException {
        boolean tls = configuration.value(KernelSettings.TLS);
        boolean plain = configuration.value(KernelSettings.PLAIN);
        if (!tls && !plain) {
            throw new StartupException("tls and plain are both false: the protocol port would speak nothing");
        }
        return tls ? plain ? Encryption.OFFERED : Encryption.REQUIRED : Encryption.OFF;
    }

    /** Whether the certificate is there already, the operator's or the kept one. */
    boolean hasCertificate() {
        boolean referred = configuration.value(KernelSettings.TLS_KEY).startsWith("secret:");
        return !referred
                && (!configuration.value(KernelSettings.TLS_CERTIFICATE).isEmpty() || TlsIdentity.isKept(data));
    }

    Optional<TlsIdentity> identity() throws StartupException, IOException {
        String certificate = configuration.value(KernelSettings.TLS_CERTIFICATE);
        String key = configuration.value(KernelSettings.TLS_KEY);
        if (!configuration.value(KernelSettings.TLS)) {
            return Optional.empty();
        }
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new StartupException("tls-cert and tls-key go together: give both or neither");
        }
        if (!certificate.isEmpty()) {
            return Optional.of(key.contains(PEM)
                    ? TlsIdentity.fromPem(Path.of(certificate), key, "the secret of tls-key")
                    : TlsIdentity.fromPem(Path.of(certificate), Path.of(key)));
        }
        List<String> names = Stream.of(configuration.value(KernelSettings.TLS_NAMES).split(",")).map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
        return Optional.of(TlsIdentity.kept(data, names, clock));
    }
}
