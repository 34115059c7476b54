package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code plugin_install}: loads a plugin that was put into {@code .incoming} of the operator's folder on the
 * registry's machine, and keeps it for good. R1 knows no such command.
 *
 * @param incoming name of the folder or jar in {@code .incoming}
 */
public record PluginInstall(String incoming) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginInstall, PluginChange> TYPE = new CommandType<>("plugin_install",
            PluginInstall.class,
            PluginInstall::read, PluginChange::read);

    static PluginInstall read(JsonObject in) {
        return new PluginInstall(in.text("incoming"));
    }

    @Override
    public CommandType<PluginInstall, PluginChange> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("incoming", incoming);
    }
}
