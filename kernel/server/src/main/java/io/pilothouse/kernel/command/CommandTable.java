package io.pilothouse.kernel.command;

import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.CommandTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every command's handler. Making it fails when a command has none or two, so that a registry never starts half. */
public final class CommandTable {
    private final Map<CommandType<?, ?>, Handler<?>> handlers = new HashMap<>();

    /** A table of these handlers. */
    public CommandTable(Collection<Handler<?>> all) {
        TreeSet<String> twice = new TreeSet<>();
        for (Handler<?> handler : all) {
            if (handlers.put(handler.type(), handler) != null) {
                twice.add(handler.type().name());
            }
        }
        TreeSet<String> missing = new TreeSet<>();
        for (CommandType<?, ?> type : CommandTypes.all()) {
            if (!handlers.containsKey(type)) {
                missing.add(type.name());
            }
        }
        if (!twice.isEmpty() || !missing.isEmpty()) {
            throw new IllegalStateException(
                    "every command needs exactly one handler; without one: " + missing + ", with several: " + twice);
        }
    }

    /** The handler of a command. */
    public Handler<?> of(CommandType<?, ?> type) {
        return handlers.get(type);
    }

    /** All handlers. */
    public List<Handler<?>> all() {
        return List.copyOf(handlers.values());
    }
}
