package io.pilothouse.cli.key;

import io.pilothouse.cli.KeyFile;
import io.pilothouse.cli.Printing;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.json.JsonWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code key show}. */
@Command(name = "show", description = "Show the public key that belongs to a private one.")
final class ShowKey implements Callable<Integer> {
    @Mixin
    private Printing printing = new Printing();

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key: PEM or 64 hexadecimal digits (PILOTHOUSE_KEY).")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PublicKey key;
        try {
            key = new KeyFile(file).read(NodeId.NONE, spec.commandLine().getErr()).publicKey();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        printing.facts(new JsonWriter().beginObject().text("public_key", key.base64())
                .text("public_key_hex", HexFormat.of().formatHex(key.bytes())).endObject(),
                spec.commandLine().getOut());
        return 0;
    }
}
