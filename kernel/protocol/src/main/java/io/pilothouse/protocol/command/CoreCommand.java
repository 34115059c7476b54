package io.pilothouse.protocol.command;

import java.util.List;

/** The commands of {@code commands-core.md}. */
public sealed interface CoreCommand extends Command permits Lookup, SetHostname {
    /** All commands of this page. */
    static List<CommandType<?, ?>> types() {
        return List.of(Lookup.TYPE, SetHostname.TYPE);
    }
}
