package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code plugin_reload}: loads a plugin anew from what is in its folder. R1 knows no such command.
 *
 * @param id the plugin
 */
public record PluginReload(String id) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginReload, PluginChange> TYPE = new CommandType<>("plugin_reload",
            PluginReload.class,
            PluginReload::read, PluginChange::read);

    static PluginReload read(JsonObject in) {
        return new PluginReload(in.text("id"));
    }

    @Override
    public CommandType<PluginReload, PluginChange> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("id", id);
    }
}
