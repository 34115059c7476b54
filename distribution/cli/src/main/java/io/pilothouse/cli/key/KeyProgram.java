package io.pilothouse.cli.key;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse key}. */
@Command(subcommands = {GenerateKey.class, ShowKey.class,
    ShowKeyInfo.class, RotateNodeKey.class, SetExpiry.class})
public final class KeyProgram extends Words {
    /** The program. */
    public KeyProgram() {
        super("key", "make, show and rotate keys");
    }
}
