package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.GetAuditProof;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** {@code audit checkpoint}. */
@Command(name = "checkpoint", description = "Print the newest checkpoint, to be kept where the registry's owner cannot change it.")
final class ShowCheckpoint extends Action {
    @Override
    protected void perform() {
        print(talk(client -> client.call(GetAuditProof.TYPE,
                new GetAuditProof(OptionalLong.empty(), OptionalLong.empty()))).checkpoint());
    }
}
