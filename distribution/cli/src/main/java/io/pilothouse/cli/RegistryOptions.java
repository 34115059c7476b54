package io.pilothouse.cli;

import io.pilothouse.client.Reconnect;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.client.RegistryClientBuilder;
import io.pilothouse.client.Server;
import io.pilothouse.client.Tls;
import io.pilothouse.protocol.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which registry to talk to, and as whom. */
public final class RegistryOptions {
    @Option(names = "--server", split = ",", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:9000", description = "The registry, or several separated by commas (PILOTHOUSE_SERVER; ${DEFAULT-VALUE}).")
    private List<Server> servers;

    @Option(names = "--tls-fingerprint", paramLabel = "HEX", description = "Use TLS and trust the certificate with this SHA-256 (PILOTHOUSE_TLS_FINGERPRINT).")
    private String fingerprint;

    @Option(names = "--tls-ca", paramLabel = "FILE", description = "Use TLS and trust the authorities in this PEM file, or 'system' (PILOTHOUSE_TLS_CA).")
    private String authorities;

    @Option(names = "--admin-token", paramLabel = "TOKEN", description = "Admin token; other users can see it while the command runs, so prefer the variable"
            + " PILOTHOUSE_ADMIN_TOKEN (or PILOT_ADMIN_TOKEN) or a file.")
    private String adminToken;

    @Option(names = "--admin-token-file", paramLabel = "FILE", description = "File with the admin token (PILOTHOUSE_ADMIN_TOKEN_FILE).")
    private Path adminTokenFile;

    @Option(names = "--key", paramLabel = "FILE", description = "Private key of the node: PEM or 64 hexadecimal digits (PILOTHOUSE_KEY).")
    private Path key;

    @Option(names = "--node", paramLabel = "NODE", description = "The node that acts (PILOTHOUSE_NODE).")
    private NodeId node = NodeId.NONE;

    @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "30s", description = "How long to wait for a reply (PILOTHOUSE_TIMEOUT; ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--binary", description = "Speak the binary form of the protocol.")
    private boolean binary;

    @Option(names = "--seal", paramLabel = "REGISTRY-ID", description = "Seal what is sent for the registry with this id (PILOTHOUSE_SEAL).")
    private String registry;

    NodeId node() {
        return node;
    }

    boolean hasKey() {
        return key != null;
    }

    KeyFile keyFile() {
        return new KeyFile(key);
    }

    /**
     * A client that tries once: a person sees at once that there is no registry.
     *
     * @throws IllegalArgumentException if an option cannot be
     */
    RegistryClient open(Map<String, String> environment, PrintWriter warnings) {
        RegistryClientBuilder builder = RegistryClient.to(servers.stream().map(Server::toString).toArray(String[]::new))
                .requestTimeout(timeout).reconnect(Reconnect.NEVER).adminToken(token(environment));
        builder.connectTimeout(timeout.compareTo(Duration.ofSeconds(5)) < 0 ? timeout : Duration.ofSeconds(5));
        if (fingerprint != null && authorities != null) {
            throw new IllegalArgumentException("--tls-fingerprint and --tls-ca exclude each other; give one");
        }
        if (fingerprint != null) {
            builder.tls(Tls.pinned(fingerprint));
        }
        if (authorities != null) {
            builder.tls(authorities.equals("system") ? Tls.system() : Tls.trusting(store(Path.of(authorities))));
        }
        if (key != null) {
            builder.signer(keyFile().read(node, warnings));
        }
        if (registry != null) {
            if (key == null) {
                throw new IllegalArgumentException("--seal needs the private key of the node, --key FILE");
            }
            builder.seal(registry);
        }
        return (binary ? builder.binary() : builder).open();
    }

    private String token(Map<String, String> environment) {
        if (adminToken != null) {
            return adminToken;
        }
        if (adminTokenFile != null) {
            return tokenIn(adminTokenFile);
        }
        return Stream.of("PILOTHOUSE_ADMIN_TOKEN", "PILOT_ADMIN_TOKEN")
                .map(name -> environment.getOrDefault(name, "")).filter(token -> !token.isEmpty()).findFirst()
                .orElseGet(() -> {
                    String file = environment.getOrDefault("PILOTHOUSE_ADMIN_TOKEN_FILE", "");
                    return file.isEmpty() ? "" : tokenIn(Path.of(file));
                });
    }

    private static String tokenIn(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || token.lines().count() > 1) {
                throw new IllegalArgumentException(file + " should hold the admin token in one line");
            }
            return token;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the admin token from " + file + ": " + Reason.of(e), e);
        }
    }

    private static KeyStore store(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read certificates from " + pem + ": " + Reason.of(e), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " holds no certificates in PEM form: " + e.getMessage(), e);
        }
    }
}
