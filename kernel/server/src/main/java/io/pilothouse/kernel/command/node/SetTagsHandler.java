package io.pilothouse.kernel.command.node;

import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.command.Mutation;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Quoted;
import io.pilothouse.protocol.Tag;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.SetTags;
import java.util.List;

/** {@code set_tags}: SIG(node)|ADMIN. The tags are checked before the node is looked up, as R1 does. */
public final class SetTagsHandler implements Mutation<SetTags> {
    @Override
    public CommandType<SetTags, ?> type() {
        return SetTags.TYPE;
    }

    @Override
    public Decision decide(SetTags command, Context context) {
        List<String> tags = command.tags().stream().map(tag -> tag.startsWith("#") ? tag.substring(1) : tag).distinct()
                .toList();
        if (tags.size() > Tag.MOST) {
            throw invalid("too many tags (max " + Tag.MOST + ")");
        }
        tags.forEach(SetTagsHandler::check);
        Node node = context.node(command.node());
        Principal actor = context.signedOrAdmin(node);
        return Decision.reply(new SetTags.Ok(node.id(), tags), actor)
                .change(new Change.NodePut(node.with(edit -> edit.tags(tags))))
                .event(AuditEvent.of("tags.changed").and("node_id", node.id())
                        .and("old_tags_count", node.tags().size()).and("new_tags_count", tags.size())
                        .and("old_tags", node.tags()).and("new_tags", tags));
    }

    private static void check(String tag) {
        if (tag.isEmpty()) {
            throw invalid("empty tag not allowed");
        }
        if (Tag.tooLong(tag)) {
            throw invalid("tag " + Quoted.text(tag) + " too long (max " + Tag.LONGEST + " chars)");
        }
        if (!Tag.valid(tag)) {
            throw invalid("tag " + Quoted.text(tag) + " must be lowercase alphanumeric with hyphens");
        }
    }

    private static Refusal invalid(String text) {
        return new Refusal(Refusal.Code.INVALID, text);
    }
}
