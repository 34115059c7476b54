package io.pilothouse.cli.key;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse key}. */
@Command(name = "key", description = "make, show and rotate keys", subcommands = {GenerateKey.class, ShowKey.class,
    ShowKeyInfo.class, RotateNodeKey.class, SetExpiry.class})
public final class KeyProgram extends Words {}
