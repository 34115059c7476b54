package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code plugin_disable}: takes a plugin out until it is enabled, over restarts too. R1 knows no such command.
 *
 * @param id the plugin
 */
public record PluginDisable(String id) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginDisable, PluginChange> TYPE = new CommandType<>("plugin_disable",
            PluginDisable.class,
            PluginDisable::read, PluginChange::read);

    static PluginDisable read(JsonObject in) {
        return new PluginDisable(in.text("id"));
    }

    @Override
    public CommandType<PluginDisable, PluginChange> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("id", id);
    }
}
