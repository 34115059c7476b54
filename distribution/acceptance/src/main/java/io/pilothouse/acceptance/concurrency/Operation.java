package io.pilothouse.acceptance.concurrency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.authority.Party;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.List;

/** Something that a client asks for, signed by whoever acts. If it is granted, events tell of it. */
public sealed interface Operation {
    /** The signed command. */
    ObjectNode command();

    /** The event that tells of it, in the words of {@link Event#key}. */
    String event();

    /** All events that tell of it, one right after the other: that one, and what follows from it. */
    default List<String> events() {
        return List.of(event());
    }

    /** Its name in the figures. */
    String kind();

    /** An invitation. */
    record Invite(long network, Party inviter, Party target) implements Operation {
        @Override
        public ObjectNode command() {
            return WireConnection.command("invite_to_network").put("network_id", network)
                    .put("inviter_id", inviter.node()).put("target_node_id", target.node()).put("signature",
                            inviter.key().sign("invite:" + inviter.node() + ":" + network + ":" + target.node()));
        }

        @Override
        public String event() {
            return "invite.created " + network + " " + inviter.node() + " " + target.node();
        }

        @Override
        public String kind() {
            return "invite";
        }
    }

    /** The answer to an invitation. */
    record Respond(long network, Party node, boolean accept) implements Operation {
        @Override
        public ObjectNode command() {
            return signed("respond_invite", network, node).put("accept", accept);
        }

        @Override
        public String event() {
            return "invite.responded " + network + " " + node.node() + " " + accept;
        }

        @Override
        public List<String> events() {
            return accept ? List.of(event(), new Join(network, node).event()) : List.of(event());
        }

        @Override
        public String kind() {
            return accept ? "accept" : "reject";
        }
    }

    /** Joining an open network. */
    record Join(long network, Party node) implements Operation {
        @Override
        public ObjectNode command() {
            return signed("join_network", network, node);
        }

        @Override
        public String event() {
            return "network.joined " + network + " " + node.node();
        }

        @Override
        public String kind() {
            return "join";
        }
    }

    /** Leaving. */
    record Leave(long network, Party node) implements Operation {
        @Override
        public ObjectNode command() {
            return signed("leave_network", network, node);
        }

        @Override
        public String event() {
            return "network.left " + network + " " + node.node();
        }

        @Override
        public String kind() {
            return "leave";
        }
    }

    /** Removing a member. */
    record Kick(long network, Party actor, Party target) implements Operation {
        @Override
        public ObjectNode command() {
            return WireConnection.command("kick_member").put("network_id", network).put("node_id", actor.node())
                    .put("target_node_id", target.node()).put("signature",
                            actor.key().sign("kick_member:" + actor.node() + ":" + network + ":" + target.node()));
        }

        @Override
        public String event() {
            return "member.kicked " + network + " " + target.node();
        }

        @Override
        public String kind() {
            return "kick";
        }
    }

    /** Handing the network over. */
    record Transfer(long network, Party actor, Party successor) implements Operation {
        @Override
        public ObjectNode command() {
            return WireConnection.command("transfer_ownership").put("network_id", network).put("node_id", actor.node())
                    .put("new_owner_id", successor.node()).put("signature", actor.key()
                            .sign("transfer_ownership:" + actor.node() + ":" + network + ":" + successor.node()));
        }

        @Override
        public String event() {
            return "network.ownership_transferred " + network + " " + actor.node() + " " + successor.node();
        }

        @Override
        public String kind() {
            return "transfer";
        }
    }

    private static ObjectNode signed(String type, long network, Party node) {
        return WireConnection.command(type).put("node_id", node.node()).put("network_id", network).put("signature",
                node.key().sign(type + ":" + node.node() + ":" + network));
    }
}
