package io.pilothouse.cli;

import io.pilothouse.cli.audit.AuditProgram;
import io.pilothouse.cli.blueprint.BlueprintProgram;
import io.pilothouse.cli.key.KeyProgram;
import io.pilothouse.cli.network.NetworkProgram;
import io.pilothouse.cli.node.NodeProgram;
import io.pilothouse.cli.plugin.PluginProgram;
import io.pilothouse.cli.sink.SinkProgram;
import io.pilothouse.cli.trust.TrustProgram;
import io.pilothouse.launcher.Program;
import io.pilothouse.launcher.ProgramSet;
import java.util.List;

/** The programs of the command line. */
public final class CommandLinePrograms implements ProgramSet {
    static List<Words> all() {
        return List.of(new AuditProgram(), new BlueprintProgram(), new CompletionProgram(), new KeyProgram(),
                new NetworkProgram(), new NodeProgram(), new PluginProgram(), new SinkProgram(), new TrustProgram());
    }

    @Override
    public List<Program> programs() {
        return List.copyOf(all());
    }
}
