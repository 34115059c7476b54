package io.pilothouse.client;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Describes a {@link RegistryClient}. Not thread-safe. Every value has a default. */
public final class RegistryClientBuilder {
    private static final int MOST_CONNECTIONS = 1024;

    private final List<Server> servers;
    private Optional<Tls> tls = Optional.empty();
    private Optional<Signer> signer = Optional.empty();
    private Optional<String> registry = Optional.empty();
    private String adminToken = "";
    private Framing framing = Framing.JSON;
    private int connections = 1;
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Reconnect reconnect = Reconnect.STANDARD;
    private Clock clock = Clock.systemUTC();

    RegistryClientBuilder(List<Server> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one server");
        }
        this.servers = List.copyOf(servers);
    }

    /** Encrypts, and trusts the registry that this says; without it the connection is plain. */
    public RegistryClientBuilder tls(Tls trust) {
        tls = Optional.of(trust);
        return this;
    }

    /** Signs what the signer's node asks for, and registrations of its key. */
    public RegistryClientBuilder signer(Signer node) {
        signer = Optional.of(node);
        return this;
    }

    /** The registry's or a network's admin token; it goes along with every command that may need one. */
    public RegistryClientBuilder adminToken(String token) {
        adminToken = Objects.requireNonNull(token);
        return this;
    }

    /**
     * Seals every command that the signer may seal, in place of the plain signature.
     *
     * @param registryId the registry's id as its operator tells it; it is not asked of the registry, because an id that a
     *     registry tells about itself proves nothing
     */
    public RegistryClientBuilder seal(String registryId) {
        if (registryId.isBlank()) {
            throw new IllegalArgumentException("the id of the registry to seal for must not be empty");
        }
        registry = Optional.of(registryId);
        return this;
    }

    /**
     * Speaks the binary form: heartbeat, lookup and resolve are cheaper, all others travel as JSON within it. A native
     * lookup brings neither version nor extra transports, a native resolve no extra transports ({@code wire.md} 7.4).
     */
    public RegistryClientBuilder binary() {
        framing = Framing.BINARY;
        return this;
    }

    /** How many connections at most carry commands at once, 1 … 1024; with more than one their order is open. */
    public RegistryClientBuilder connections(int count) {
        if (count < 1 || count > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections must be 1 … " + MOST_CONNECTIONS + ", not " + count);
        }
        connections = count;
        return this;
    }

    /** How long to wait for the next reply before the connection counts as lost; 30 s. */
    public RegistryClientBuilder requestTimeout(Duration longest) {
        requestTimeout = positive(longest);
        return this;
    }

    /** How long one attempt to connect may take, TLS handshake included once more; 5 s. */
    public RegistryClientBuilder connectTimeout(Duration longest) {
        connectTimeout = positive(longest);
        return this;
    }

    /** What happens when a connection is lost. A registry that was never reached is tried once. */
    public RegistryClientBuilder reconnect(Reconnect policy) {
        reconnect = Objects.requireNonNull(policy);
        return this;
    }

    /** The clock that seals are dated by. */
    public RegistryClientBuilder clock(Clock time) {
        clock = Objects.requireNonNull(time);
        return this;
    }

    /**
     * The client; it connects with its first command.
     *
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public RegistryClient open() {
        if (registry.isPresent() && signer.isEmpty()) {
            throw new IllegalArgumentException("sealing needs a signer");
        }
        return new RegistryClient(this);
    }

    ClientSettings settings(ScheduledExecutorService timers) {
        return new ClientSettings(servers, new Dialer(servers, tls, connectTimeout), framing, requestTimeout,
                reconnect, registry, timers);
    }

    Prover prover(SealClock sealClock) {
        return new Prover(signer, adminToken, registry, sealClock);
    }

    int connections() {
        return connections;
    }

    Clock clock() {
        return clock;
    }

    private static Duration positive(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a time limit must be positive, not " + duration);
        }
        return duration;
    }
}
