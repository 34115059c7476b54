package io.pilothouse.cli.trust;

import io.pilothouse.cli.Words;
import picocli.CommandLine.Command;

/** {@code pilothouse trust}. */
@Command(subcommands = {
    ReportPeer.class, RevokePeer.class, CheckPair.class, Handshake.class})
public final class TrustProgram extends Words {
    /** The program. */
    public TrustProgram() {
        super("trust", "report, check and agree on trust between nodes");
    }
}
