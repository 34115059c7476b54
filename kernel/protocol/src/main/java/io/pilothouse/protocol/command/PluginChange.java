package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * The reply to commands that change plugins: what happened, which is in the audit trail too.
 *
 * @param events what happened, in order; none when all was so already
 */
public record PluginChange(List<Event> events) implements Reply {
    public PluginChange {
        events = List.copyOf(events);
    }

    static PluginChange read(JsonObject in) {
        return new PluginChange(Wire.list(in, "events", Event::read));
    }

    @Override
    public void write(JsonWriter out) {
        out.objects("events", events, Event::write);
    }

    /**
     * One thing that happened.
     *
     * @param action as in the audit trail, such as {@code plugin.replaced}
     * @param id the plugin
     * @param version its version, or empty
     * @param previous the version in whose place it came, or empty
     * @param digest SHA-256 of its files, or empty
     * @param signer whose key vouches for it, or empty
     * @param reason why it was refused or stopped, or empty
     * @param changes what it declares that the version before did not
     * @param capabilities what it declares, if it was loaded
     * @param hosts whom it declares to connect to, if it was loaded; none with the capability {@code network} means anybody
     */
    public record Event(String action, String id, String version, String previous, String digest, String signer,
            String reason, List<String> changes, List<String> capabilities, List<String> hosts) {
        public Event {
            changes = List.copyOf(changes);
            capabilities = List.copyOf(capabilities);
            hosts = List.copyOf(hosts);
        }

        static Event read(JsonObject in) {
            return new Event(in.text("action"), in.text("id"), in.text("version"), in.text("previous"),
                    in.text("digest"), in.text("signer"), in.text("reason"), in.texts("changes"),
                    in.texts("capabilities"),
                    in.texts("hosts"));
        }

        void write(JsonWriter out) {
            out.text("action", action).text("id", id).textIfAny("version", version).textIfAny("previous", previous)
                    .textIfAny("digest", digest).textIfAny("signer", signer).textIfAny("reason", reason)
                    .textsIfAny("changes", changes).textsIfAny("capabilities", capabilities).textsIfAny("hosts", hosts);
        }
    }
}
