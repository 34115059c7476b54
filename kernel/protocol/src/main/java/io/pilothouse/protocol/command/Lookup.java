package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code lookup}: what everybody may know of a node ({@code commands-core.md}, lookup). Has a native binary form.
 *
 * @param node the node asked for
 * @param requester who asks, if it says so (R2 strict mode)
 */
public record Lookup(NodeId node, NodeId requester) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<Lookup, Ok> TYPE = new CommandType<>("lookup", Lookup.class, Lookup::read,
            Ok::read);

    /** Asks without a name. */
    public Lookup(NodeId node) {
        this(node, NodeId.NONE);
    }

    static Lookup read(JsonObject in) {
        return new Lookup(in.node("node_id"), in.node("requester_id"));
    }

    @Override
    public CommandType<Lookup, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).nodeIfAny("requester_id", requester);
    }

    @Override
    public NodeId signer() {
        return requester;
    }

    @Override
    public String signedText() {
        return requester.none() ? "" : "lookup:" + requester + ":" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param address its backbone address as text
     * @param networks its networks, the backbone first
     * @param publicKey its key in base64, empty when it has none
     * @param isPublic whether everybody may resolve it
     * @param poloScore its score; absent in R2
     * @param hostname its name, or empty
     * @param tags its tags
     * @param taskExec whether it takes tasks
     * @param realAddress where it is, only for public nodes (then possibly empty)
     * @param endpoints extra transports, only for public nodes
     * @param externalId its id at the identity provider, or empty
     * @param version client version, or empty
     * @param lastSeen when it was last seen, seconds since 1970 UTC (R2)
     * @param keyGeneration how often its key was rotated (R2)
     * @param relayOnly whether it is reached through a beacon only (R2)
     * @param badge the badge that it submitted (R2)
     */
    public record Ok(NodeId node, String address, List<NetworkId> networks, String publicKey, boolean isPublic,
            OptionalLong poloScore, String hostname, List<String> tags, boolean taskExec, Optional<String> realAddress,
            List<TransportEndpoint> endpoints, String externalId, String version, OptionalLong lastSeen,
            OptionalLong keyGeneration, boolean relayOnly, Optional<Badge> badge) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.text("address"), Wire.networks(in, "networks"), in.text("public_key"),
                    in.flag("public"), Wire.whole(in, "polo_score"), in.text("hostname"), in.texts("tags"),
                    in.flag("task_exec"), Wire.text(in, "real_addr"), Wire.endpoints(in, "endpoints"),
                    in.text("external_id"), in.text("version"), Wire.whole(in, "last_seen_unix"),
                    Wire.whole(in, "key_generation"), in.flag("relay_only"), Badge.read(in));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).text("address", address).networks("networks", networks)
                    .text("public_key", publicKey).flag("public", isPublic).numberIfPresent("polo_score", poloScore)
                    .textIfAny("hostname", hostname).textsIfAny("tags", tags).flagIfSet("task_exec", taskExec)
                    .textIfPresent("real_addr", realAddress).objectsIfAny("endpoints", endpoints, Wire::endpoint)
                    .textIfAny("external_id", externalId).textIfAny("version", version)
                    .numberIfPresent("last_seen_unix", lastSeen).numberIfPresent("key_generation", keyGeneration)
                    .flagIfSet("relay_only", relayOnly);
            badge.ifPresent(submitted -> submitted.write(out));
        }
    }

    /**
     * A badge: somebody verified the account of the node's owner ({@code commands-enterprise.md} 14.6). Its members
     * stand in the reply itself.
     *
     * @param statement the signed statement
     * @param signature signature of the issuer, base64
     * @param provider who verified the account
     * @param verifiedAt when, as the registry prints it
     */
    public record Badge(String statement, String signature, String provider, String verifiedAt) {
        static Optional<Badge> read(JsonObject in) {
            return in.flag("verified")
                    ? Optional.of(new Badge(in.text("badge"), in.text("badge_sig"), in.text("verification_provider"),
                            in.text("verified_at")))
                    : Optional.empty();
        }

        void write(JsonWriter out) {
            out.flag("verified", true).text("badge", statement).text("badge_sig", signature)
                    .text("verification_provider", provider).textIfAny("verified_at", verifiedAt);
        }
    }
}
