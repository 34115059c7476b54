package io.pilothouse.protocol.command;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonWriter;

/**
 * What a client asks for. Fields hold what was sent after the conversion of {@code wire.md} 3.1; whether it makes sense
 * is decided by the kernel, in the order that the protocol pages give.
 */
public sealed interface Command permits CoreCommand, EnterpriseCommand, PluginCommand {
    /** The entry of this command in {@link CommandTypes}. */
    CommandType<?, ?> type();

    /** Writes the fields of the command, without {@code type} and without its proof. */
    void write(JsonWriter out);

    /** The node that acts and whose key signs; {@link NodeId#NONE} when the command names none. */
    default NodeId signer() {
        return NodeId.NONE;
    }

    /** The text that {@link #signer} signs ({@code wire.md} 8.1); empty when the command has no signature of its own. */
    default String signedText() {
        return "";
    }

    /** The network that the command is about; the backbone when it is about none. */
    default NetworkId scope() {
        return NetworkId.BACKBONE;
    }
}
