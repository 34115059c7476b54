package io.pilothouse.acceptance.authority;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.WireConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How one command is made so that nothing but the proof decides on it.
 *
 * @param kind whom the command names as acting
 * @param natural who may act, if somebody by a signature; otherwise the owner
 * @param fields adds the fields to a command with its actor, if it has one
 * @param text the plain signed text of the pages; empty when there is none
 * @param before commands that set the stage further
 * @param after commands that undo what would be there for later requests too
 * @param inviting whether it needs a network that invites
 * @param sealable whether a seal stands for the plain signature
 */
public record Recipe(Kind kind, Function<Situation, Party> natural, BiConsumer<ObjectNode, Situation> fields,
        BiFunction<ObjectNode, Situation, String> text, Function<Situation, List<ObjectNode>> before,
        List<ObjectNode> after, boolean inviting, boolean sealable) {
    /** Whom a command names. */
    public enum Kind {
        /** A node whose own affair it is, whoever sends it; the field is {@code node_id} unless the fields say more. */
        SELF,
        /** Whoever acts by a role, in {@code node_id}. */
        ROLE,
        /** Whoever invites, in {@code inviter_id}. */
        INVITER,
        /** Nobody: it is the operator's, or everybody's. */
        NOBODY,
        /** The key that is registered; it has no node of its own. */
        KEY
    }

    /** A command about a node, signed {@code <type>:<node_id>} unless said otherwise. */
    static Recipe self(Function<Situation, Party> subject, BiConsumer<ObjectNode, Situation> fields) {
        return new Recipe(Kind.SELF, subject, fields,
                (command, situation) -> command.path("type").asText() + ":" + subject.apply(situation).node(),
                situation -> List.of(), List.of(), false, true);
    }

    /** A command by a role, signed {@code <type>:<node_id>:<network_id>} unless said otherwise. */
    static Recipe role(BiConsumer<ObjectNode, Situation> fields) {
        return new Recipe(Kind.ROLE, Situation::owner,
                (command, situation) -> fields.accept(command.put("network_id", situation.network()), situation),
                (command, situation) -> command.path("type").asText() + ":" + command.path("node_id") + ":"
                        + situation.network(),
                situation -> List.of(), List.of(), false, true);
    }

    /** A command that names nobody. */
    static Recipe nobody(BiConsumer<ObjectNode, Situation> fields) {
        return new Recipe(Kind.NOBODY, Situation::owner, fields, (command, situation) -> "", situation -> List.of(),
                List.of(), false, true);
    }

    Recipe of(Kind other) {
        return new Recipe(other, natural, fields, text, before, after, inviting, sealable);
    }

    Recipe signing(BiFunction<ObjectNode, Situation, String> other) {
        return new Recipe(kind, natural, fields, other, before, after, inviting, sealable);
    }

    Recipe after(Function<Situation, List<ObjectNode>> commands) {
        return new Recipe(kind, natural, fields, text, commands, after, inviting, sealable);
    }

    Recipe undoneBy(ObjectNode... commands) {
        return new Recipe(kind, natural, fields, text, before, List.of(commands), inviting, sealable);
    }

    Recipe byInvitation() {
        return new Recipe(kind, natural, fields, text, before, after, true, sealable);
    }

    Recipe notSealed() {
        return new Recipe(kind, natural, fields, text, before, after, inviting, false);
    }

    /** The command, without proof. */
    public ObjectNode command(String type, Situation situation, Party actor, boolean named) {
        ObjectNode command = WireConnection.command(type);
        switch (kind) {
            case SELF -> command.put("node_id", natural.apply(situation).node());
            case ROLE -> {
                if (named) {
                    command.put("node_id", actor.node());
                }
            }
            case INVITER -> command.put("inviter_id", actor.node());
            case NOBODY, KEY -> {
                // Nobody is named.
            }
        }
        fields.accept(command, situation);
        return command;
    }

    /** The command, signed by the one who may, if a seal may stand for that and it is about the situation's network. */
    public Optional<ObjectNode> aboutNetwork(String type, Situation situation) {
        Party actor = natural.apply(situation);
        ObjectNode command = command(type, situation, actor, true);
        String signed = text.apply(command, situation);
        boolean about = command.path("network_id").asLong() == situation.network();
        return sealable && about && kind != Kind.NOBODY && !signed.isEmpty()
                ? Optional.of(command.put("signature", actor.key().sign(signed)))
                : Optional.empty();
    }
}
