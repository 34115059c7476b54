package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Query;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.ListNetworks;
import java.util.Comparator;
import java.util.OptionalLong;

/** {@code list_networks}, open to everybody, by number. */
public final class ListNetworksHandler implements Query<ListNetworks> {
    @Override
    public CommandType<ListNetworks, ?> type() {
        return ListNetworks.TYPE;
    }

    @Override
    public boolean onStandby() {
        return true;
    }

    @Override
    public ListNetworks.Ok answer(ListNetworks command, Context context) {
        return new ListNetworks.Ok(context.state().networks().sorted(Comparator.comparing(Network::id))
                .map(network -> entry(network, context)).toList());
    }

    private static ListNetworks.Network entry(Network network, Context context) {
        int most = network.policy().maxMembers();
        boolean limited = network.enterprise() && most > 0;
        return new ListNetworks.Network(network.id(), network.name().text(),
                OptionalLong.of(context.state().memberCount(network.id())), network.joinRule().toString(),
                network.enterprise(), network.created() / 1000,
                limited ? OptionalLong.of(most) : OptionalLong.empty(),
                network.enterprise() ? network.policy().description() : "", ManagedNetwork.rules(network),
                !network.exprPolicy().isEmpty(), network.sealedOnly());
    }
}
