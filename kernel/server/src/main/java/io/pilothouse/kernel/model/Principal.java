package io.pilothouse.kernel.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;

/** Who did something and how that was proved; part of every journal record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "as")
@JsonSubTypes({@JsonSubTypes.Type(value = Principal.Anonymous.class, name = "anonymous"),
    @JsonSubTypes.Type(value = Principal.Signer.class, name = "node"),
    @JsonSubTypes.Type(value = Principal.KeyHolder.class, name = "key"),
    @JsonSubTypes.Type(value = Principal.GlobalAdmin.class, name = "global-token"),
    @JsonSubTypes.Type(value = Principal.NetworkAdmin.class, name = "network-token"),
    @JsonSubTypes.Type(value = Principal.Registry.class, name = "registry")})
public sealed interface Principal {
    /** Nothing was proved, and nothing had to be. */
    record Anonymous() implements Principal {}

    /**
     * A node proved itself by its key.
     *
     * @param node the node
     * @param sealed whether the whole command was signed
     */
    record Signer(NodeId node, boolean sealed) implements Principal {}

    /** Somebody proved to hold the key that is being registered. */
    record KeyHolder(String publicKey) implements Principal {}

    /** The global admin token was shown. */
    record GlobalAdmin() implements Principal {}

    /** A network's own admin token was shown. */
    record NetworkAdmin(NetworkId network) implements Principal {}

    /** The registry itself acted: reaping, statistics, start, import. */
    record Registry() implements Principal {}
}
