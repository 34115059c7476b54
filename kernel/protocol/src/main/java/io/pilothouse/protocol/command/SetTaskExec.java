package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * {@code set_task_exec}: says whether a node takes tasks; removed in R2 ({@code commands-core.md}, set_task_exec).
 *
 * @param node the node
 * @param enabled whether it takes tasks
 */
public record SetTaskExec(NodeId node, boolean enabled) implements CoreCommand {
    /** The entry in the table of commands. */
    public static final CommandType<SetTaskExec, Ok> TYPE = new CommandType<>("set_task_exec", SetTaskExec.class,
            SetTaskExec::read, Ok::read);

    static SetTaskExec read(JsonObject in) {
        return new SetTaskExec(in.node("node_id"), in.flag("enabled"));
    }

    @Override
    public CommandType<SetTaskExec, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.node("node_id", node).flag("enabled", enabled);
    }

    @Override
    public NodeId signer() {
        return node;
    }

    @Override
    public String signedText() {
        return "set_task_exec:" + node;
    }

    /**
     * The reply.
     *
     * @param node the node
     * @param taskExec whether it takes tasks from now on
     */
    public record Ok(NodeId node, boolean taskExec) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.node("node_id"), in.flag("task_exec"));
        }

        @Override
        public void write(JsonWriter out) {
            out.node("node_id", node).flag("task_exec", taskExec);
        }
    }
}
