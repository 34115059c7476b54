package io.pilothouse.demo;

import io.pilothouse.client.Ed25519Signer;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.client.RegistryClientBuilder;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.GetMemberRole;
import io.pilothouse.protocol.command.InviteToNetwork;
import io.pilothouse.protocol.command.PollInvites;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.RespondInvite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An agent that is registered: it has a key of its own and signs what it asks for.
 *
 * @param name its host name
 * @param node its number
 * @param identity who the issuer says it is, empty without a token
 * @param client speaks for it
 */
record Agent(String name, NodeId node, String identity, RegistryClient client) implements AutoCloseable {
    /**
     * Registers a new key.
     *
     * @param token of the issuer, or empty
     * @param networkToken of the network that it administers, or empty
     * @throws io.pilothouse.client.RegistryRefusal if the registry does not believe the token
     */
    static Agent register(String server, String name, String token, String networkToken) {
        Ed25519Signer key = Ed25519Signer.generate(NodeId.NONE);
        Register.Ok registered;
        try (RegistryClient stranger = RegistryClient.to(server).signer(key).open()) {
            registered = stranger.call(Register.TYPE,
                    new Register(key.publicKey().base64(), "127.0.0.1:4000", "", name, List.of(), List.of(), "demo",
                            token, OptionalLong.empty(), false));
        }
        RegistryClientBuilder builder = RegistryClient.to(server).signer(key.forNode(registered.node()));
        return new Agent(name, registered.node(), registered.externalId(), builder.adminToken(networkToken).open());
    }

    /** Invites another one, which polls the invitation and accepts it. */
    void bringIn(Agent other, NetworkId network) {
        client.call(InviteToNetwork.TYPE, new InviteToNetwork(network, node, other.node()));
        if (other.client().call(PollInvites.TYPE, new PollInvites(other.node())).invites().stream()
                .noneMatch(invite -> invite.network().equals(network) && invite.inviter().equals(node))) {
            throw new StepFailedException(other.name() + " found no invitation of " + name + " in its inbox");
        }
        other.client().call(RespondInvite.TYPE, new RespondInvite(other.node(), network, Optional.of(true)));
    }

    /** What it may do in a network. */
    String role(NetworkId network) {
        return client.call(GetMemberRole.TYPE, new GetMemberRole(network, node)).role();
    }

    @Override
    public void close() {
        client.close();
    }
}
