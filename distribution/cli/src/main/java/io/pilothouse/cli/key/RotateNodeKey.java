package io.pilothouse.cli.key;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.KeyFile;
import io.pilothouse.protocol.command.RotateKey;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code key rotate}. */
@Command(name = "rotate", description = "Replace the key of --node; --key is the current one.")
final class RotateNodeKey extends Action {
    @Option(names = "--new-key", paramLabel = "FILE", required = true, description = "The new private key, made with: key generate.")
    private Path next;

    @Override
    protected void perform() {
        // Without the current key nothing could sign; say so before the registry does.
        ownKey();
        ask(RotateKey.TYPE, new RotateKey(self(), key(new KeyFile(next)).publicKey().base64()));
    }
}
