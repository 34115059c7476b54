package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.cli.View;
import io.pilothouse.packaging.SigningKey;
import io.pilothouse.packaging.UnfitPluginException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugin keygen}. */
@Command(name = "keygen", description = {"Make a key that signs plugins, in a file that only you can read.",
    "The public half is printed; an operator who trusts it puts it into conf/trust/NAME.pem."})
final class GenerateSigningKey implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file for the private key; it must not exist.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SigningKey key = SigningKey.generate();
        try {
            key.write(file);
        } catch (UnfitPluginException unfit) {
            throw new FailedException(unfit.getMessage(), unfit);
        } catch (IOException failed) {
            throw new FailedException("cannot write " + file + ": " + Reason.of(failed), failed);
        }
        spec.commandLine().getOut().print(key.publicPem());
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr()
                .println(View.printable("The private key is in " + file + ", its id is " + key.id()));
        return 0;
    }
}
