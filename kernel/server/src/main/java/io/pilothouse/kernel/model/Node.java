package io.pilothouse.kernel.model;

import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An identity ({@code commands-core.md} 1.1). Liveness is not part of it: that is {@code Presence}.
 *
 * @param id its number
 * @param standing how it stands
 * @param key its public key; null for imported identities without one
 * @param owner who runs it, usually an e-mail address, or empty
 * @param realAddress host and port of its tunnel, or empty
 * @param endpoints extra transports
 * @param lanAddresses addresses in its local network
 * @param isPublic whether everybody may resolve it
 * @param hostname its name; null when it has none
 * @param tags its tags
 * @param poloScore its score
 * @param taskExec whether it takes tasks
 * @param version client version, or empty
 * @param externalId its id at the identity provider, or empty
 * @param keyLife metadata of the key
 * @param relayOnly whether peers should use the beacon only (R2)
 * @param registeredSigned whether a registration of this key was proved by a signature; from then on unsigned ones are
 *     refused
 * @param extras members of an imported snapshot that this registry carries along without using them
 */
public record Node(NodeId id, Standing standing, PublicKey key, String owner, String realAddress,
        List<TransportEndpoint> endpoints, List<String> lanAddresses, boolean isPublic, Hostname hostname,
        List<String> tags, int poloScore, boolean taskExec, String version, String externalId, KeyLife keyLife,
        boolean relayOnly, boolean registeredSigned, Map<String, Object> extras) {
    public Node {
        standing = standing == null ? Standing.LIVE : standing;
        owner = text(owner);
        realAddress = text(realAddress);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        lanAddresses = lanAddresses == null ? List.of() : List.copyOf(lanAddresses);
        tags = tags == null ? List.of() : List.copyOf(tags);
        // A fleet runs few versions: one copy of each text for a million nodes.
        version = text(version).intern();
        externalId = text(externalId);
        keyLife = keyLife == null ? KeyLife.begun(0) : keyLife;
        extras = extras == null ? Map.of() : Map.copyOf(extras);
    }

    /** A new identity without anything but a key. */
    public static Node fresh(NodeId id, PublicKey key, long now) {
        return new Node(id, Standing.LIVE, key, "", "", List.of(), List.of(), false, null, List.of(), 0, false, "", "",
                KeyLife.begun(now), false, false, Map.of());
    }

    /** Whether commands find it. */
    public boolean live() {
        return standing == Standing.LIVE;
    }

    /** Its name, if it has one. */
    public Optional<Hostname> name() {
        return Optional.ofNullable(hostname);
    }

    /** Its name as wire text, empty when it has none. */
    public String nameText() {
        return hostname == null ? "" : hostname.text();
    }

    /** Its key, if it has one. */
    public Optional<PublicKey> publicKey() {
        return Optional.ofNullable(key);
    }

    /** A copy with some parts changed. */
    public Node with(UnaryOperator<Edit> change) {
        return change.apply(new Edit(this)).node();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** Parts of a node on their way to a changed copy. Threads: one. */
    public static final class Edit {
        private final NodeId id;
        private Standing standing;
        private PublicKey key;
        private String owner;
        private String realAddress;
        private List<TransportEndpoint> endpoints;
        private List<String> lanAddresses;
        private boolean isPublic;
        private Hostname hostname;
        private List<String> tags;
        private int poloScore;
        private boolean taskExec;
        private String version;
        private String externalId;
        private KeyLife keyLife;
        private boolean relayOnly;
        private boolean registeredSigned;
        private Map<String, Object> extras;

        private Edit(Node node) {
            id = node.id;
            standing = node.standing;
            key = node.key;
            owner = node.owner;
            realAddress = node.realAddress;
            endpoints = node.endpoints;
            lanAddresses = node.lanAddresses;
            isPublic = node.isPublic;
            hostname = node.hostname;
            tags = node.tags;
            poloScore = node.poloScore;
            taskExec = node.taskExec;
            version = node.version;
            externalId = node.externalId;
            keyLife = node.keyLife;
            relayOnly = node.relayOnly;
            registeredSigned = node.registeredSigned;
            extras = node.extras;
        }

        private Node node() {
            return new Node(id, standing, key, owner, realAddress, endpoints, lanAddresses, isPublic, hostname, tags,
                    poloScore, taskExec, version, externalId, keyLife, relayOnly, registeredSigned, extras);
        }

        /** How it stands. */
        public Edit standing(Standing value) {
            standing = value;
            return this;
        }

        /** Its key. */
        public Edit key(PublicKey value) {
            key = value;
            return this;
        }

        /** Who runs it. */
        public Edit owner(String value) {
            owner = value;
            return this;
        }

        /** Where it is. */
        public Edit realAddress(String value) {
            realAddress = value;
            return this;
        }

        /** Extra transports. */
        public Edit endpoints(List<TransportEndpoint> value) {
            endpoints = value;
            return this;
        }

        /** Local addresses. */
        public Edit lanAddresses(List<String> value) {
            lanAddresses = value;
            return this;
        }

        /** Whether everybody may resolve it. */
        public Edit visible(boolean value) {
            isPublic = value;
            return this;
        }

        /** Its name; null takes it away. */
        public Edit hostname(Hostname value) {
            hostname = value;
            return this;
        }

        /** Its tags. */
        public Edit tags(List<String> value) {
            tags = value;
            return this;
        }

        /** Its score. */
        public Edit poloScore(int value) {
            poloScore = value;
            return this;
        }

        /** Whether it takes tasks. */
        public Edit taskExec(boolean value) {
            taskExec = value;
            return this;
        }

        /** Its client version. */
        public Edit version(String value) {
            version = value;
            return this;
        }

        /** Its id at the identity provider. */
        public Edit externalId(String value) {
            externalId = value;
            return this;
        }

        /** Metadata of its key. */
        public Edit keyLife(KeyLife value) {
            keyLife = value;
            return this;
        }

        /** Whether peers should use the beacon only. */
        public Edit relayOnly(boolean value) {
            relayOnly = value;
            return this;
        }

        /** Whether its key has proved a registration. */
        public Edit registeredSigned(boolean value) {
            registeredSigned = value;
            return this;
        }
    }
}
