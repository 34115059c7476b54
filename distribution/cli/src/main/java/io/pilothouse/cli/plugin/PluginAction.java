package io.pilothouse.cli.plugin;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CommandType;
import io.pilothouse.protocol.command.PluginChange;

/** A command that changes plugins and shows what happened. */
abstract class PluginAction extends Action {
    final <C extends Command> void change(CommandType<C, PluginChange> type, C command) {
        list(type, command, "events", "action", "id", "version", "previous", "signer", "reason", "changes",
                "capabilities", "hosts");
    }
}
