package io.pilothouse.kernel.model;

import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.util.List;
import java.util.Map;

/** Parts of a node on their way to a changed copy. Threads: one. */
public final class NodeEdit {
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

    NodeEdit(Node node) {
        id = node.id();
        standing = node.standing();
        key = node.key();
        owner = node.owner();
        realAddress = node.realAddress();
        endpoints = node.endpoints();
        lanAddresses = node.lanAddresses();
        isPublic = node.isPublic();
        hostname = node.hostname();
        tags = node.tags();
        poloScore = node.poloScore();
        taskExec = node.taskExec();
        version = node.version();
        externalId = node.externalId();
        keyLife = node.keyLife();
        relayOnly = node.relayOnly();
        registeredSigned = node.registeredSigned();
        extras = node.extras();
    }

    Node node() {
        return new Node(id, standing, key, owner, realAddress, endpoints, lanAddresses, isPublic, hostname, tags,
                poloScore, taskExec, version, externalId, keyLife, relayOnly, registeredSigned, extras);
    }

    /** How it stands. */
    public NodeEdit standing(Standing value) {
        standing = value;
        return this;
    }

    /** Its key. */
    public NodeEdit key(PublicKey value) {
        key = value;
        return this;
    }

    /** Who runs it. */
    public NodeEdit owner(String value) {
        owner = value;
        return this;
    }

    /** Where it is. */
    public NodeEdit realAddress(String value) {
        realAddress = value;
        return this;
    }

    /** Extra transports. */
    public NodeEdit endpoints(List<TransportEndpoint> value) {
        endpoints = value;
        return this;
    }

    /** Local addresses. */
    public NodeEdit lanAddresses(List<String> value) {
        lanAddresses = value;
        return this;
    }

    /** Whether everybody may resolve it. */
    public NodeEdit visible(boolean value) {
        isPublic = value;
        return this;
    }

    /** Its name; null takes it away. */
    public NodeEdit hostname(Hostname value) {
        hostname = value;
        return this;
    }

    /** Its tags. */
    public NodeEdit tags(List<String> value) {
        tags = value;
        return this;
    }

    /** Its score. */
    public NodeEdit poloScore(int value) {
        poloScore = value;
        return this;
    }

    /** Whether it takes tasks. */
    public NodeEdit taskExec(boolean value) {
        taskExec = value;
        return this;
    }

    /** Its client version. */
    public NodeEdit version(String value) {
        version = value;
        return this;
    }

    /** Its id at the identity provider. */
    public NodeEdit externalId(String value) {
        externalId = value;
        return this;
    }

    /** Metadata of its key. */
    public NodeEdit keyLife(KeyLife value) {
        keyLife = value;
        return this;
    }

    /** Whether peers should use the beacon only. */
    public NodeEdit relayOnly(boolean value) {
        relayOnly = value;
        return this;
    }

    /** Whether its key has proved a registration. */
    public NodeEdit registeredSigned(boolean value) {
        registeredSigned = value;
        return this;
    }
}
