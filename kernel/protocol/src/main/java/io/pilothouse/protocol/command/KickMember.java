package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;

/**
 * {@code kick_member}: removes a member ({@code commands-enterprise.md} 2.3) and, on request, those whom it let in.
 *
 * @param network the network
 * @param target the member; with a cascade also one that has left, if members are there who came by it
 * @param actor the node that acts by its role, if one does
 * @param cascade what becomes of the members that the target let in, and of those whom they let in; as sent, empty is
 *     {@link #NONE}
 * @param dryRun whether to tell only what would be
 */
public record KickMember(NetworkId network, NodeId target, NodeId actor, String cascade, boolean dryRun)
        implements
            EnterpriseCommand {
    /** They stay, and nothing is told of them. */
    public static final String NONE = "none";
    /** They stay and are listed. */
    public static final String REPORT = "report";
    /** They leave too. */
    public static final String REMOVE = "remove";

    /** The entry in the table of commands. */
    public static final CommandType<KickMember, Ok> TYPE = new CommandType<>("kick_member", KickMember.class,
            KickMember::read, Ok::read);

    static KickMember read(JsonObject in) {
        return new KickMember(in.network("network_id"), in.node("target_node_id"), in.node("node_id"),
                in.text("cascade"), in.flag("dry_run"));
    }

    /** The member alone. */
    public KickMember(NetworkId network, NodeId target, NodeId actor) {
        this(network, target, actor, "", false);
    }

    @Override
    public CommandType<KickMember, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.network("network_id", network).node("target_node_id", target).nodeIfAny("node_id", actor)
                .textIfAny("cascade", cascade).flagIfSet("dry_run", dryRun);
    }

    @Override
    public NodeId signer() {
        return actor;
    }

    @Override
    public String signedText() {
        // The short text must not be good for more than the one member that it names, nor for the deed where only its
        // outcome was asked.
        String more = (cascade.equals(REMOVE) ? ":" + REMOVE : "") + (dryRun ? ":dry_run" : "");
        return actor.none() ? "" : "kick_member:" + actor + ":" + network + ":" + target + more;
    }

    @Override
    public NetworkId scope() {
        return network;
    }

    /**
     * The reply.
     *
     * @param network the network
     * @param target the member
     * @param admitted who came by the target, directly or not, in order of depth; only if they were asked for
     * @param dryRun whether nothing was changed
     */
    public record Ok(NetworkId network, NodeId target, Optional<List<Admitted>> admitted, boolean dryRun)
            implements
                Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.network("network_id"), in.node("target_node_id"),
                    in.has("admitted") ? Optional.of(Wire.list(in, "admitted", Admitted::read)) : Optional.empty(),
                    in.flag("dry_run"));
        }

        @Override
        public void write(JsonWriter out) {
            out.network("network_id", network).node("target_node_id", target);
            admitted.ifPresent(list -> out.objects("admitted", list, Admitted::write));
            out.flagIfSet("dry_run", dryRun);
        }
    }

    /**
     * One that came by the target.
     *
     * @param node the member, or who was one
     * @param admittedBy who let it in
     * @param depth 1 for those whom the target let in
     * @param role its role, or empty
     * @param removed whether it leaves or, in a dry run, would
     * @param departed whether it has left before, and stands here only for those who came by it
     */
    public record Admitted(NodeId node, NodeId admittedBy, int depth, String role, boolean removed, boolean departed) {
        static Admitted read(JsonObject in) {
            return new Admitted(in.node("node_id"), in.node("admitted_by"), (int) in.whole("depth"), in.text("role"),
                    in.flag("removed"), in.flag("departed"));
        }

        void write(JsonWriter out) {
            out.node("node_id", node).node("admitted_by", admittedBy).number("depth", depth).textIfAny("role", role)
                    .flag("removed", removed).flagIfSet("departed", departed);
        }
    }
}
