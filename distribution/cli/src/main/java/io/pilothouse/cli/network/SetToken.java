package io.pilothouse.cli.network;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.FirstLine;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.command.SetNetworkToken;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code network token}. */
@Command(name = "token", description = "Replace or take away a secret of a network.")
final class SetToken extends Action {
    private static final int BYTES = 24;

    @Parameters(index = "0", paramLabel = "NETWORK", description = "The network.")
    private NetworkId network;

    @Option(names = "--kind", paramLabel = "admin|join", defaultValue = SetNetworkToken.ADMIN, description = "The network's admin token, or what a joiner must know. Default: ${DEFAULT-VALUE}.")
    private String kind;

    @ArgGroup(multiplicity = "1")
    private Source source;

    private static final class Source {
        @Option(names = "--generate", description = "Make a random one and print it.")
        private boolean generate;

        @Option(names = "--from", paramLabel = "FILE", description = "Take the first line of a file.")
        private Path file;

        @Option(names = "--clear", description = "Have none from now on.")
        private boolean clear;
    }

    @Override
    protected void perform() {
        String token = token();
        ask(SetNetworkToken.TYPE, new SetNetworkToken(network, kind, token, selfIfAny()),
                reply -> source.generate ? reply.put("new_token", token) : reply);
    }

    private String token() {
        if (source.clear) {
            return "";
        }
        if (source.generate) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }
        try {
            return FirstLine.of(source.file);
        } catch (IllegalArgumentException unusable) {
            throw usage(unusable.getMessage() + "; --clear takes the token away");
        }
    }
}
