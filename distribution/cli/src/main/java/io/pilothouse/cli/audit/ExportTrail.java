package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.trail.TrailMismatchException;
import io.pilothouse.protocol.trail.TrailVerifier;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit export}. */
@Command(name = "export", description = "Write the audit trail to a file, with all that is needed to verify it.")
final class ExportTrail extends Action {
    @Parameters(paramLabel = "FILE", description = "Where to.")
    private Path file;

    @Option(names = "--from", paramLabel = "SEQUENCE", description = "Begin with this entry (1).")
    private long from = 1;

    @Option(names = "--since", paramLabel = "TIME", description = "Begin with the first event of this time or later.")
    private String since = "";

    @Override
    protected void perform() {
        if (from < 1) {
            throw usage("--from is a number from 1 on");
        }
        show(Trust.facts(talk(this::export)));
    }

    private TrailVerifier.Verdict export(RegistryClient client) {
        TrailReader trail = new TrailReader(client);
        long first = since.isEmpty() ? from : trail.firstSince(since);
        TrailVerifier verifier = new TrailVerifier(Optional.empty(), Optional.empty());
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            trail.read(first, line -> {
                out.write(line);
                out.write('\n');
                check(verifier, line);
            });
        } catch (IOException failed) {
            throw new FailedException("cannot write " + file + ": " + Reason.of(failed), failed);
        }
        try {
            return verifier.finish();
        } catch (TrailMismatchException wrong) {
            throw wrong(wrong);
        }
    }

    private static void check(TrailVerifier verifier, String line) {
        try {
            verifier.line(line.getBytes(StandardCharsets.UTF_8));
        } catch (TrailMismatchException wrong) {
            throw wrong(wrong);
        }
    }

    private static FailedException wrong(TrailMismatchException wrong) {
        return new FailedException("the trail of this registry does not verify: " + wrong.getMessage(), wrong);
    }
}
