package io.pilothouse.cli.key;

import io.pilothouse.cli.KeyFile;
import io.pilothouse.cli.Printing;
import io.pilothouse.client.Ed25519Signer;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.json.JsonWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key generate}. */
@Command(name = "generate", description = "Make a new private key in a file that only you can read.")
final class GenerateKey implements Callable<Integer> {
    @Mixin
    private Printing printing = new Printing();

    @Parameters(paramLabel = "FILE", description = "The file; it must not exist.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Ed25519Signer signer = Ed25519Signer.generate(NodeId.NONE);
        try {
            new KeyFile(file).write(signer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        printing.facts(new JsonWriter().beginObject().text("file", file.toString())
                .text("public_key", signer.publicKey().base64()).endObject(), spec.commandLine().getOut());
        return 0;
    }
}
