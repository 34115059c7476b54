package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/** {@code plugin_list}: all plugins and how they are doing. R1 knows no such command. */
public record PluginList() implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginList, Ok> TYPE = new CommandType<>("plugin_list", PluginList.class,
            PluginList::read, Ok::read);

    static PluginList read(JsonObject in) {
        return new PluginList();
    }

    @Override
    public CommandType<PluginList, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param plugins the plugins by id
     */
    public record Ok(List<PluginFacts> plugins) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "plugins", PluginFacts::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("plugins", plugins, PluginFacts::write);
        }
    }
}
