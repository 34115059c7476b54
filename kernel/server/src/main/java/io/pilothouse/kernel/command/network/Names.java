package io.pilothouse.kernel.command.network;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.Quoted;

/** The rules for names of networks ({@code commands-core.md} 1.3). */
final class Names {
    private Names() {}

    static NetworkName parse(String text) {
        try {
            return NetworkName.forNetwork(text);
        } catch (IllegalArgumentException invalid) {
            throw new Refusal(Refusal.Code.INVALID, invalid.getMessage());
        }
    }

    /** Refuses a name that another network than {@code own} has. */
    static void checkFree(StateView state, NetworkName name, NetworkId own) {
        if (state.network(name).filter(holder -> !holder.id().equals(own)).isPresent()) {
            throw new Refusal(Refusal.Code.CONFLICT, "network " + Quoted.text(name.text()) + " already exists");
        }
    }
}
