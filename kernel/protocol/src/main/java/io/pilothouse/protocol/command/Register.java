package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code register}: creates or refreshes a node ({@code commands-core.md}, register).
 *
 * @param publicKey the key as sent, unchecked
 * @param listenAddress {@code host:port} of the tunnel as sent; empty publishes no endpoint
 * @param owner e-mail address or another name of the owner, or empty
 * @param hostname the wanted name, unchecked; empty asks for none
 * @param lanAddresses addresses in the local network
 * @param endpoints extra transports
 * @param version client version, or empty
 * @param identityToken token of an identity provider, or empty
 * @param protocolVersion version of the protocol, if sent
 * @param relayOnly whether peers shall see the beacon instead of the node (R2)
 */
public record Register(String publicKey, String listenAddress, String owner, String hostname, List<String> lanAddresses,
        List<TransportEndpoint> endpoints, String version, String identityToken, OptionalLong protocolVersion,
        boolean relayOnly) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Register, Ok> TYPE = new CommandType<>("register", Register.class, Register::read,
            Ok::read);

    static Register read(JsonObject in) {
        return new Register(in.text("public_key"), in.text("listen_addr"), in.text("owner"), in.text("hostname"),
                Wire.filledTexts(in, "lan_addrs"), Wire.endpoints(in, "endpoints"), in.text("version"),
                in.text("identity_token"), Wire.whole(in, "protocol_version"), in.flag("relay_only"));
    }

    @Override
    public CommandType<Register, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("public_key", publicKey).text("listen_addr", listenAddress).textIfAny("owner", owner)
                .textIfAny("hostname", hostname).textsIfAny("lan_addrs", lanAddresses)
                .objectsIfAny("endpoints", endpoints, Wire::endpoint).textIfAny("version", version)
                .textIfAny("identity_token", identityToken).numberIfPresent("protocol_version", protocolVersion)
                .flagIfSet("relay_only", relayOnly);
    }

    /** The text that the key being registered signs to prove that the client holds it ({@code wire.md} 8.1). */
    public String registrationText() {
        return "register:" + listenAddress + ":" + publicKey;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param network always the backbone
     * @param address its backbone address as text
     * @param publicKey the key as sent
     * @param observedAddress the address that was stored, possibly empty
     * @param protocolVersion always 1
     * @param hostname the name, if this call gave one
     * @param hostnameError why the name was refused, or empty
     * @param externalId id at the identity provider, if a token was verified
     */
    public record Ok(NodeId node, NetworkId network, String address, String publicKey, String observedAddress,
            long protocolVersion, String hostname, String hostnameError, String externalId) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.network("network_id"), in.text("address"), in.text("public_key"),
                    in.text("observed_addr"), in.whole("protocol_version"), in.text("hostname"),
                    in.text("hostname_error"), in.text("external_id"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).network("network_id", network).text("address", address)
                    .text("public_key", publicKey).text("observed_addr", observedAddress)
                    .number("protocol_version", protocolVersion).textIfAny("hostname", hostname)
                    .textIfAny("hostname_error", hostnameError).textIfAny("external_id", externalId);
        }
    }
}
