package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.GetAuditProof;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** {@code audit key}. */
@Command(name = "key", description = "Print the verifier key of the registry's checkpoints.")
final class ShowKey extends Action {
    @Override
    protected void perform() {
        print(talk(client -> client.call(GetAuditProof.TYPE,
                new GetAuditProof(OptionalLong.empty(), OptionalLong.empty()))).key() + "\n");
    }
}
