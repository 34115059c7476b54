package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code plugin_enable}: loads a plugin that was disabled. R1 knows no such command.
 *
 * @param id the plugin
 */
public record PluginEnable(String id) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginEnable, PluginChange> TYPE = new CommandType<>("plugin_enable",
            PluginEnable.class,
            PluginEnable::read, PluginChange::read);

    static PluginEnable read(JsonObject in) {
        return new PluginEnable(in.text("id"));
    }

    @Override
    public CommandType<PluginEnable, PluginChange> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("id", id);
    }
}
