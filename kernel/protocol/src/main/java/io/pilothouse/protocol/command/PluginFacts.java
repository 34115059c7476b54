package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;

/**
 * How a plugin is doing, in a table.
 *
 * @param id its name; of one that cannot be read the name of its folder or jar
 * @param version its version, or empty
 * @param provider who made it
 * @param state {@code loaded}, {@code idle}, {@code refused}, {@code disabled} or {@code draining}
 * @param origin {@code bundled} or {@code installed}
 * @param signer whose key vouches for it, or empty
 * @param offers what it can create, as {@code KIND.TYPE}
 * @param instances what of it is at work
 * @param reason why it, or a newer version of it, was refused last, or a call in it was stopped; or empty
 */
public record PluginFacts(String id, String version, String provider, String state, String origin, String signer,
        List<String> offers, List<Instance> instances, String reason) {
    public PluginFacts {
        offers = List.copyOf(offers);
        instances = List.copyOf(instances);
    }

    static PluginFacts read(JsonObject in) {
        return new PluginFacts(in.text("id"), in.text("version"), in.text("provider"), in.text("state"),
                in.text("origin"), in.text("signer"), in.texts("offers"),
                Wire.list(in, "instances", Instance::read), in.text("reason"));
    }

    void write(JsonWriter out) {
        out.text("id", id).textIfAny("version", version).textIfAny("provider", provider).text("state", state)
                .text("origin", origin).textIfAny("signer", signer).textsIfAny("offers", offers)
                .objectsIfAny("instances", instances, Instance::write).textIfAny("reason", reason);
    }

    /**
     * A component at work.
     *
     * @param name its name
     * @param calls how many calls were asked of it
     * @param failures how many of them came to no good answer
     * @param broken whether it is left alone for the moment, because it only failed
     */
    public record Instance(String name, long calls, long failures, boolean broken) {
        static Instance read(JsonObject in) {
            return new Instance(in.text("name"), in.whole("calls"), in.whole("failures"), in.flag("broken"));
        }

        void write(JsonWriter out) {
            out.text("name", name).number("calls", calls).number("failures", failures).flagIfSet("broken", broken);
        }
    }
}
