package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * {@code plugin_inspect}: all that is known of a plugin. R1 knows no such command.
 *
 * @param id the plugin
 */
public record PluginInspect(String id) implements PluginCommand {
    /** The entry in the table of commands. */
    public static final CommandType<PluginInspect, Ok> TYPE = new CommandType<>("plugin_inspect", PluginInspect.class,
            PluginInspect::read, Ok::read);

    static PluginInspect read(JsonObject in) {
        return new PluginInspect(in.text("id"));
    }

    @Override
    public CommandType<PluginInspect, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.text("id", id);
    }

    /**
     * The reply. A version that is being left has the same id; the one in use is told.
     *
     * @param plugin how it is doing
     * @param description what it says of itself
     * @param requires the SPI versions it works with
     * @param dependencies ids of the plugins that it depends on
     * @param capabilities what it declares to need
     * @param digest SHA-256 of its files, or empty for one of the bundle
     * @param libraries what it brings along by its bill of materials, with versions and licences
     * @param notes what admission had to say
     */
    public record Ok(PluginFacts plugin, String description, String requires, List<String> dependencies,
            List<String> capabilities, String digest, List<String> libraries, List<String> notes) implements Reply {
        public Ok {
            dependencies = List.copyOf(dependencies);
            capabilities = List.copyOf(capabilities);
            libraries = List.copyOf(libraries);
            notes = List.copyOf(notes);
        }

        static Ok read(JsonObject in) {
            return new Ok(PluginFacts.read(in), in.text("description"), in.text("requires"),
                    in.texts("dependencies"), in.texts("capabilities"), in.text("digest"),
                    in.texts("libraries"), in.texts("notes"));
        }

        @Override
        public void write(JsonWriter out) {
            plugin.write(out);
            out.textIfAny("description", description).textIfAny("requires", requires)
                    .textsIfAny("dependencies", dependencies).textsIfAny("capabilities", capabilities)
                    .textIfAny("digest", digest).textsIfAny("libraries", libraries).textsIfAny("notes", notes);
        }
    }
}
