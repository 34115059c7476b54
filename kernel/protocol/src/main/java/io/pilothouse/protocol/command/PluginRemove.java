package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code plugin_remove}: takes an operator's plugin out and deletes it. R1 knows no such command.
 *
 * @param id the plugin
 */
public record PluginRemove(String id) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginRemove, PluginChange> TYPE = new CommandType<>("plugin_remove",
            PluginRemove.class,
            PluginRemove::read, PluginChange::read);

    static PluginRemove read(JsonObject in) {
        return new PluginRemove(in.text("id"));
    }

    @Override
    public CommandType<PluginRemove, PluginChange> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("id", id);
    }
}
