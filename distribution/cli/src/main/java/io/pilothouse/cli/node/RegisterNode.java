package io.pilothouse.cli.node;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.Reason;
import io.pilothouse.protocol.command.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code node register}. */
@Command(name = "register", description = "Register the key of --key, or refresh its registration.")
final class RegisterNode extends Action {
    @Option(names = "--public-key", paramLabel = "BASE64", description = "Register this key without proving that it is yours.")
    private String publicKey;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where the node listens; empty publishes no endpoint.")
    private String listen = "";

    @Option(names = "--owner", paramLabel = "OWNER", description = "E-mail address or another name of the owner.")
    private String owner = "";

    @Option(names = "--hostname", paramLabel = "NAME", description = "The wanted name.")
    private String hostname = "";

    @Option(names = "--lan", paramLabel = "HOST:PORT", description = "Address in the local network; may be repeated.")
    private List<String> lan = List.of();

    @Option(names = "--client-version", paramLabel = "VERSION", description = "What the node runs.")
    private String version = "";

    @Option(names = "--identity-token-file", paramLabel = "FILE", description = "File with a token of the identity provider.")
    private Path identityTokenFile;

    @Override
    protected void perform() {
        String key = publicKey == null ? ownKey().publicKey().base64() : publicKey;
        ask(Register.TYPE, new Register(key, listen, owner, hostname, lan, List.of(), version, identityToken(),
                OptionalLong.empty(), false));
    }

    private String identityToken() {
        try {
            return identityTokenFile == null ? "" : Files.readString(identityTokenFile).strip();
        } catch (IOException e) {
            throw usage("cannot read the identity token from " + identityTokenFile + ": " + Reason.of(e));
        }
    }
}
