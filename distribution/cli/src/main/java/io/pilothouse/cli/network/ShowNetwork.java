package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.ListNetworks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code network show}. */
@Command(name = "show", description = "Show one network.")
final class ShowNetwork extends Action {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Override
    protected void perform() {
        ask(ListNetworks.TYPE, new ListNetworks(), reply -> reply.objects("networks").stream()
                .filter(entry -> entry.network("id").equals(network) && entry.has("id")).findFirst()
                .orElseThrow(() -> usage("there is no network " + network + "; list them with: network list")));
    }
}
