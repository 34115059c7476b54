package io.pilothouse.cli.trust;

import picocli.CommandLine.Command;

/** {@code trust handshake}. */
@Command(name = "handshake", description = "Ask for trust and answer who asks.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    AskForHandshake.class, FetchHandshakes.class, AnswerHandshake.class})
final class Handshake {}
