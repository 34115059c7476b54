package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code provision_network}: creates or changes a network as a document says ({@code commands-enterprise.md} 8.1), or tells what
 * that would come to.
 *
 * @param blueprint the document ({@code blueprint.md}), if it is an object
 * @param owner who owns the network if it is created, if anybody does
 * @param dryRun whether to tell only what would be
 * @param plan the plan that a dry run told and that must still hold, or empty
 */
public record ProvisionNetwork(Optional<JsonObject> blueprint, NodeId owner, boolean dryRun, String plan)
        implements
            EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<ProvisionNetwork, Ok> TYPE = new CommandType<>("provision_network",
            ProvisionNetwork.class, ProvisionNetwork::read, Ok::read);

    static ProvisionNetwork read(JsonObject in) {
        return new ProvisionNetwork(in.object("blueprint"), in.node("node_id"), in.flag("dry_run"), in.text("plan"));
    }

    /** Applies a document, whatever it comes to. */
    public ProvisionNetwork(Optional<JsonObject> blueprint) {
        this(blueprint, NodeId.NONE, false, "");
    }

    @Override
    public CommandType<ProvisionNetwork, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        blueprint.ifPresent(object -> out.value("blueprint", object));
        out.nodeIfAny("node_id", owner).flagIfSet("dry_run", dryRun).textIfAny("plan", plan);
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param name its name
     * @param created whether it is new
     * @param actions what was done, whether or not it made a difference
     * @param changed whether anything is otherwise than before; only written when it is not
     * @param plan tells this plan from others, good for {@link ProvisionNetwork#plan}
     * @param dryRun whether nothing was done
     * @param differences what is otherwise
     * @param warnings what is odd about the document or what it does
     */
    public record Ok(NetworkId network, String name, boolean created, List<String> actions, boolean changed,
            String plan, boolean dryRun, List<Difference> differences, List<String> warnings) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.text("name"), in.flag("created"), in.texts("actions"),
                    !in.has("changed") || in.flag("changed"), in.text("plan"), in.flag("dry_run"),
                    Wire.list(in, "differences", Difference::read), in.texts("warnings"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).text("name", name).flag("created", created).texts("actions", actions);
            if (!changed) {
                out.flag("changed", false);
            }
            out.textIfAny("plan", plan).flagIfSet("dry_run", dryRun)
                    .objectsIfAny("differences", differences, Difference::write).textsIfAny("warnings", warnings);
        }
    }

    /**
     * Something that a document makes otherwise. Secrets are not shown, only that there is one.
     *
     * @param path what, for example {@code policy.max_members}
     * @param before its value before, empty when there is none
     * @param after its value afterwards, empty when there is none
     */
    public record Difference(String path, String before, String after) {
        static Difference read(JsonObject in) {
            return new Difference(in.text("path"), in.text("before"), in.text("after"));
        }

        void write(JsonWriter out) {
            out.text("path", path).text("before", before).text("after", after);
        }
    }
}
