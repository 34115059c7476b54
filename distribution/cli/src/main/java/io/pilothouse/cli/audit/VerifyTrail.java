package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.FailedException;
import io.pilothouse.cli.Reason;
import io.pilothouse.client.RegistryClient;
import io.pilothouse.protocol.trail.TrailMismatchException;
import io.pilothouse.protocol.trail.TrailVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code audit verify}. */
@Command(name = "verify", description = "Verify an exported audit trail offline, or that of a registry.")
final class VerifyTrail extends Action {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "An export; without one the trail of the registry is fetched.")
    private Path file;

    @Mixin
    private Trust trust = new Trust();

    @Override
    protected void perform() {
        try {
            TrailVerifier.Verdict verdict = file == null ? talk(this::live) : offline();
            if (trust.key().isEmpty()) {
                remark(Trust.NO_KEY);
            }
            show(Trust.facts(verdict));
        } catch (IllegalArgumentException malformed) {
            throw usage(malformed.getMessage());
        }
    }

    private TrailVerifier.Verdict offline() {
        try (InputStream in = Files.newInputStream(file)) {
            return TrailVerifier.verify(in, trust.key(), trust.older());
        } catch (IOException unreadable) {
            throw new FailedException("cannot read " + file + ": " + Reason.of(unreadable), unreadable);
        } catch (TrailMismatchException wrong) {
            throw new FailedException(file + " does not verify: " + wrong.getMessage(), wrong);
        }
    }

    private TrailVerifier.Verdict live(RegistryClient client) {
        TrailVerifier verifier = new TrailVerifier(trust.key(), trust.older());
        try {
            new TrailReader(client).read(1, line -> {
                try {
                    verifier.line(line.getBytes(StandardCharsets.UTF_8));
                } catch (TrailMismatchException wrong) {
                    throw new IOException(wrong.getMessage(), wrong);
                }
            });
            return verifier.finish();
        } catch (IOException | TrailMismatchException wrong) {
            throw new FailedException("the trail of this registry does not verify: " + wrong.getMessage(), wrong);
        }
    }
}
