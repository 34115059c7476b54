package io.pilothouse.protocol.command;

import java.util.List;

/** The commands of {@code commands-enterprise.md}. */
public sealed interface EnterpriseCommand extends Command permits GetMemberRole {
    /** All commands of this page. */
    static List<CommandType<?, ?>> types() {
        return List.of(GetMemberRole.TYPE);
    }
}
