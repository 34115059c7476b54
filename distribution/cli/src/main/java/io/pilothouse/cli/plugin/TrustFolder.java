package io.pilothouse.cli.plugin;

import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.launcher.Home;
import io.pilothouse.packaging.PluginExamination;
import io.pilothouse.packaging.TrustKeys;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whose signatures count. */
final class TrustFolder {
    @Option(names = "--trust", paramLabel = "DIR", description = "Folder with the trusted public keys, NAME.pem each; conf/trust of this bundle if not given.")
    private Path folder;

    @Option(names = "--unsigned", description = "Let unsigned plugins pass, as a registry with plugins-signed=warn does.")
    private boolean unsigned;

    PluginExamination.Signatures signatures() {
        Path from = folder != null ? folder : Path.of(System.getProperty(Home.PROPERTY, ""), "conf", "trust");
        try {
            return new PluginExamination.Signatures(TrustKeys.in(from), !unsigned);
        } catch (IOException unreadable) {
            throw new FailedException("cannot read the trust keys in " + from + ": " + Reason.of(unreadable),
                    unreadable);
        }
    }
}
