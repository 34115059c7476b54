package io.pilothouse.kernel.model;

import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An identity ({@code commands-core.md} 1.1). Liveness is not part of it: that is {@code Presence}.
 *
 * <p>Immutable. A registry keeps a million of them, so the parts lie packed in one array of bytes (owner, address, host name,
 * external id, score, local addresses, endpoints, further life of the key) and are made into values when they are asked for;
 * tags and versions, which many nodes have in common, are shared.
 */
public final class Node {
    private static final Shared<List<String>> TAGS = new Shared<>();
    private static final Shared<String> VERSIONS = new Shared<>();

    private static final int STANDING = 3;
    private static final int PUBLIC = 1 << 2;
    private static final int TASKS = 1 << 3;
    private static final int RELAY = 1 << 4;
    private static final int SIGNED = 1 << 5;
    private static final int KEY = 1 << 6;
    /** The key was replaced or expires. */
    private static final int LIFE = 1 << 7;

    private final long keyA;
    private final long keyB;
    private final long keyC;
    private final long keyD;
    private final long created;
    private final int idBits;
    private final byte[] packed;
    private final List<String> tags;
    private final String version;
    private final Map<String, Object> extras;
    private final byte flags;

    /**
     * An identity. A null stands for what is empty.
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
    public Node(NodeId id, Standing standing, PublicKey key, String owner, String realAddress,
            List<TransportEndpoint> endpoints, List<String> lanAddresses, boolean isPublic, Hostname hostname,
            List<String> tags, int poloScore, boolean taskExec, String version, String externalId, KeyLife keyLife,
            boolean relayOnly, boolean registeredSigned, Map<String, Object> extras) {
        KeyLife life = keyLife == null ? KeyLife.begun(0) : keyLife;
        boolean lived = !life.equals(KeyLife.begun(life.created()));
        this.idBits = id.bits();
        this.keyA = key == null ? 0 : key.a();
        this.keyB = key == null ? 0 : key.b();
        this.keyC = key == null ? 0 : key.c();
        this.keyD = key == null ? 0 : key.d();
        this.created = life.created();
        this.tags = tags == null || tags.isEmpty() ? List.of() : TAGS.copyOf(List.copyOf(tags));
        this.version = VERSIONS.copyOf(text(version));
        this.extras = extras == null ? Map.of() : Map.copyOf(extras);
        this.flags = (byte) ((standing == null ? Standing.LIVE : standing).code() | bit(isPublic, PUBLIC)
                | bit(taskExec, TASKS) | bit(relayOnly, RELAY) | bit(registeredSigned, SIGNED) | bit(key != null, KEY)
                | bit(lived, LIFE));
        PackedOutput out = new PackedOutput(128).text(text(owner)).text(text(realAddress))
                .text(hostname == null ? "" : hostname.text()).text(text(externalId)).number(poloScore)
                .texts(lanAddresses == null ? List.of() : lanAddresses);
        List<TransportEndpoint> transports = endpoints == null ? List.of() : endpoints;
        out.number(transports.size());
        transports.forEach(endpoint -> out.text(endpoint.network()).text(endpoint.address()));
        if (lived) {
            out.number(life.rotated()).number(life.rotations()).number(life.expires()).text(life.expiresAs());
        }
        this.packed = out.bytes();
    }

    private Node(int idBits, int flags, PackedInput in) {
        this.idBits = idBits;
        this.flags = (byte) flags;
        boolean keyed = (flags & KEY) != 0;
        this.keyA = keyed ? in.word() : 0;
        this.keyB = keyed ? in.word() : 0;
        this.keyC = keyed ? in.word() : 0;
        this.keyD = keyed ? in.word() : 0;
        this.created = in.number();
        this.packed = in.block();
        List<String> labels = in.texts();
        this.tags = labels.isEmpty() ? labels : TAGS.copyOf(labels);
        this.version = VERSIONS.copyOf(in.text());
        this.extras = Map.of();
    }

    /** Reads what {@link #packTo} wrote. */
    public static Node unpack(PackedInput in) {
        int bits = NodeId.of(in.number()).bits();
        return new Node(bits, in.octet(), in);
    }

    /** Whether {@link #packTo} can write it: what an import carried along has no packed form. */
    public boolean packable() {
        return extras.isEmpty();
    }

    /** Writes it as few bytes. */
    public void packTo(PackedOutput out) {
        if (!packable()) {
            throw new IllegalStateException("node " + id() + " carries members that have no packed form");
        }
        out.number(id().value()).octet(flags);
        if (is(KEY)) {
            out.word(keyA).word(keyB).word(keyC).word(keyD);
        }
        out.number(created).block(packed).texts(tags).text(version);
    }

    /** A new identity without anything but a key. */
    public static Node fresh(NodeId id, PublicKey key, long now) {
        return new Node(id, Standing.LIVE, key, "", "", List.of(), List.of(), false, null, List.of(), 0, false, "", "",
                KeyLife.begun(now), false, false, Map.of());
    }

    private static int bit(boolean set, int bit) {
        return set ? bit : 0;
    }

    private boolean is(int bit) {
        return (flags & bit) != 0;
    }

    private PackedInput packed() {
        return new PackedInput(packed, 0);
    }

    /** Its number. */
    public NodeId id() {
        return new NodeId(idBits);
    }

    /** How it stands. */
    public Standing standing() {
        return Standing.of(flags & STANDING);
    }

    /** Whether commands find it. */
    public boolean live() {
        return (flags & STANDING) == Standing.LIVE.code();
    }

    /** Its public key; null for imported identities without one. */
    public PublicKey key() {
        return is(KEY) ? new PublicKey(keyA, keyB, keyC, keyD) : null;
    }

    /** Its key, if it has one. */
    public Optional<PublicKey> publicKey() {
        return Optional.ofNullable(key());
    }

    /** Whether this is its key. */
    public boolean keyIs(PublicKey other) {
        return is(KEY) && keyA == other.a() && keyB == other.b() && keyC == other.c() && keyD == other.d();
    }

    /** Who runs it, or empty. */
    public String owner() {
        return packed().text();
    }

    /** Host and port of its tunnel, or empty. */
    public String realAddress() {
        return packed().skip(1).text();
    }

    /** Its name as wire text, empty when it has none. */
    public String nameText() {
        return packed().skip(2).text();
    }

    /** Its name; null when it has none. */
    public Hostname hostname() {
        String name = nameText();
        return name.isEmpty() ? null : new Hostname(name);
    }

    /** Its name, if it has one. */
    public Optional<Hostname> name() {
        return Optional.ofNullable(hostname());
    }

    /** Its id at the identity provider, or empty. */
    public String externalId() {
        return packed().skip(3).text();
    }

    /** Its score. */
    public int poloScore() {
        return (int) packed().skip(4).number();
    }

    private PackedInput afterScore() {
        PackedInput in = packed().skip(4);
        in.number();
        return in;
    }

    /** Addresses in its local network. */
    public List<String> lanAddresses() {
        return afterScore().texts();
    }

    /** Extra transports. */
    public List<TransportEndpoint> endpoints() {
        PackedInput in = afterScore().skipTexts();
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        List<TransportEndpoint> endpoints = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            endpoints.add(new TransportEndpoint(in.text(), in.text()));
        }
        return List.copyOf(endpoints);
    }

    /** Metadata of the key. */
    public KeyLife keyLife() {
        if (!is(LIFE)) {
            return KeyLife.begun(created);
        }
        PackedInput in = afterScore().skipTexts();
        in.skip(2 * in.count());
        return new KeyLife(created, in.number(), (int) in.number(), in.number(), in.text());
    }

    /** Whether everybody may resolve it. */
    public boolean isPublic() {
        return is(PUBLIC);
    }

    /** Its tags. */
    public List<String> tags() {
        return tags;
    }

    /** Whether it takes tasks. */
    public boolean taskExec() {
        return is(TASKS);
    }

    /** Client version, or empty. */
    public String version() {
        return version;
    }

    /** Whether peers should use the beacon only. */
    public boolean relayOnly() {
        return is(RELAY);
    }

    /** Whether a registration of its key was proved by a signature. */
    public boolean registeredSigned() {
        return is(SIGNED);
    }

    /** Members of an imported snapshot that are carried along. */
    public Map<String, Object> extras() {
        return extras;
    }

    /** A copy with some parts changed. */
    public Node with(UnaryOperator<NodeEdit> change) {
        return change.apply(new NodeEdit(this)).node();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Node other && idBits == other.idBits && flags == other.flags && keyA == other.keyA
                && keyB == other.keyB && keyC == other.keyC && keyD == other.keyD && created == other.created
                && Arrays.equals(packed, other.packed) && tags.equals(other.tags) && version.equals(other.version)
                && extras.equals(other.extras);
    }

    @Override
    public int hashCode() {
        return 31 * idBits + Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return "Node[" + id() + ", " + standing() + ", " + nameText() + "]";
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
