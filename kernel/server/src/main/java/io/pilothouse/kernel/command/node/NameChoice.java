package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.Quoted;

/**
 * What a registration does about the name it asks for. A bad or taken name never fails the registration.
 *
 * @param hostname the name from now on; null for none
 * @param reply the name to confirm, or empty
 * @param error why the wanted name was not given, or empty
 */
record NameChoice(Hostname hostname, String reply, String error) {
    static NameChoice of(String wanted, Node node, boolean signed, Context context) {
        Hostname kept = node.hostname();
        if (wanted.isEmpty()) {
            return new NameChoice(kept, "", "");
        }
        Hostname hostname;
        try {
            hostname = new Hostname(wanted);
        } catch (IllegalArgumentException invalid) {
            return new NameChoice(kept, "", invalid.getMessage());
        }
        if (hostname.equals(kept)) {
            return new NameChoice(kept, wanted, "");
        }
        if (context.state().identityOf(hostname).filter(holder -> !holder.id().equals(node.id())).isPresent()) {
            return new NameChoice(kept, "", "hostname " + Quoted.text(wanted) + " already in use");
        }
        // Public keys are public: without this, anybody could rename a node whose own client signs what it does.
        if (!signed && context.presence().hasProved(node.id())) {
            return new NameChoice(kept, "", "hostname cannot be changed by an unsigned registration");
        }
        return new NameChoice(hostname, wanted, "");
    }
}
