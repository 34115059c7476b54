package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code list_networks}: all networks ({@code commands-core.md}, list_networks). */
public record ListNetworks() implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ListNetworks, Ok> TYPE = new CommandType<>("list_networks", ListNetworks.class,
            ListNetworks::read, Ok::read);

    static ListNetworks read(JsonObject in) {
        return new ListNetworks();
    }

    @Override
    public CommandType<ListNetworks, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        // There is nothing but the type, and that stands already.
    }

    /**
     * The reply.
     *
     * @param networks the networks, the backbone included
     */
    public record Ok(List<Network> networks) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(Wire.list(in, "networks", Network::read));
        }

        @Override
        public void write(JsonWriter out) {
            out.objects("networks", networks, Network::write);
        }
    }

    /**
     * One network.
     *
     * @param id its number
     * @param name its name
     * @param members how many members it has; R2 tells administrators only
     * @param joinRule how nodes get in
     * @param enterprise whether the enterprise commands apply to it
     * @param created when it was created, seconds since 1970 UTC
     * @param maxMembers how many members it may have, if that is limited; enterprise networks only
     * @param description what it is for, or empty; enterprise networks only
     * @param rules its rules, if it is managed
     * @param hasExprPolicy whether it has a policy document
     * @param sealedOnly whether commands about it need a sealed signature (not in R1 and R2)
     */
    public record Network(NetworkId id, String name, OptionalLong members, String joinRule, boolean enterprise,
            long created, OptionalLong maxMembers, String description, Optional<ManagedRules> rules,
            boolean hasExprPolicy, boolean sealedOnly) {
        static Network read(JsonObject in) {
            return new Network(in.network("id"), in.text("name"), Wire.whole(in, "members"), in.text("join_rule"),
                    in.flag("enterprise"), in.whole("created"), Wire.whole(in, "max_members"), in.text("description"),
                    in.object("rules").map(ManagedRules::read), in.flag("has_expr_policy"), in.flag("sealed_only"));
        }

        void write(JsonWriter out) {
            out.network("id", id).text("name", name).numberIfPresent("members", members).text("join_rule", joinRule)
                    .flag("enterprise", enterprise).number("created", created)
                    .numberIfPresent("max_members", maxMembers).textIfAny("description", description)
                    .flagIfSet("managed", rules.isPresent()).objectIfPresent("rules", rules, ManagedRules::write)
                    .flagIfSet("has_expr_policy", hasExprPolicy).flagIfSet("sealed_only", sealedOnly);
        }
    }
}
