package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.protocol.command.CreateNetwork;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network create}. */
@Command(name = "create", description = "Create a network; --node becomes its owner.")
final class CreateNewNetwork extends Action {
    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name;

    @Option(names = "--join-rule", paramLabel = "RULE", description = "Who may join: open, token or invite.")
    private String joinRule = "";

    @Option(names = "--token", paramLabel = "TOKEN", description = "What has to be known for joining, with --join-rule token.")
    private String token = "";

    @Option(names = "--enterprise", description = "With roles, invites and policies.")
    private boolean enterprise;

    @Option(names = "--network-admin-token", paramLabel = "TOKEN", description = "A token that is good for this network only.")
    private String adminToken = "";

    @Override
    protected void perform() {
        ask(CreateNetwork.TYPE, new CreateNetwork(selfIfAny(), name, joinRule, token, enterprise, adminToken,
                Optional.empty(), Optional.empty()));
    }
}
