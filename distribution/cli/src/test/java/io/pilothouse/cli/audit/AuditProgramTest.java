package io.pilothouse.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Refuse;
import io.pilothouse.client.testing.ScriptedRegistry.Response;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.command.GetAuditTrail;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.CompactRange;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.NoteSigner;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a registry with five entries that hands out two at a time. */
@Timeout(60)
class AuditProgramTest {
    private static final NoteSigner SIGNER = NoteSigner.generate("pilothouse/test");
    private static final int SIZE = 5;

    private final ScriptedRegistry registry = new ScriptedRegistry(AuditProgramTest::answer);

    @TempDir
    private Path folder;

    private record Outcome(int code, String output, String errors) {}

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String entry(long sequence) {
        return "{\"sequence\":" + sequence + ",\"outcome\":\"ok\"}";
    }

    private static CompactRange range(long size) {
        CompactRange range = new CompactRange();
        for (long sequence = 1; sequence <= size; sequence++) {
            range.append(MerkleHash.leaf(entry(sequence).getBytes(StandardCharsets.UTF_8)));
        }
        return range;
    }

    private static SignedNote checkpoint(long size) {
        return SIGNER.sign(new Checkpoint("pilothouse/test", size, range(size).root()).text());
    }

    private static Response answer(Request request) {
        return switch (request.command()) {
            case GetAuditProof proof when proof.sequence().orElse(SIZE) == SIZE -> {
                // The last of five entries stands beside the subtree of the first four.
                List<byte[]> four = List.of(range(4).root());
                yield new Say(new GetAuditProof.Ok(checkpoint(SIZE).toString(), SIGNER.key().toString(),
                        OptionalLong.of(4), "", entry(SIZE), TrailExport.texts(four),
                        TrailExport.texts(List.of(MerkleHash.leaf(entry(5).getBytes(StandardCharsets.UTF_8))))));
            }
            case GetAuditTrail trail -> {
                long last = Math.min(SIZE, trail.from() + 1);
                List<String> entries = new ArrayList<>();
                for (long sequence = trail.from(); sequence <= last; sequence++) {
                    entries.add(entry(sequence));
                }
                yield new Say(new GetAuditTrail.Ok(trail.from(), entries,
                        TrailExport.texts(range(trail.from() - 1).hashes())));
            }
            case GetAuditLog log when log.ofTrail() -> {
                String next = log.cursor().isEmpty() ? "1" : log.cursor().equals("3") ? "" : log.cursor() + 1;
                yield new Say(new GetAuditLog.Ok(IntStream.range(0, 1000).mapToObj(
                        i -> new GetAuditLog.Entry("2027-01-15T08:00:00Z", "node.left", log.network(), log.node(), "",
                                "", "", Optional.empty()))
                        .limit((long) log.limit().orElse(1)).toList(), next, ""));
            }
            default -> new Refuse("not here");
        };
    }

    private Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new AuditProgram().run(List.of(words), Map.of("PILOTHOUSE_SERVER", registry.address()),
                new PrintWriter(out, true), new PrintWriter(errors, true));
        return new Outcome(code, out.toString(), errors.toString());
    }

    @Test
    void whatIsExportedIsVerifiedWithoutTheRegistry() throws IOException {
        String file = folder.resolve("export").toString();
        Outcome exported = run("export", file);
        assertEquals(0, exported.code(), exported.toString());
        assertTrue(exported.output().contains("last      5\n"), exported.output());
        Path kept = Files.writeString(folder.resolve("kept"), checkpoint(3).toString());
        registry.close();
        Outcome verified = run("verify", file, "--verifier", SIGNER.key().toString(), "--checkpoint", kept.toString());
        assertEquals(0, verified.code(), verified.toString());
        assertEquals("", verified.errors());
        Outcome unsure = run("verify", file);
        assertEquals(0, unsure.code());
        assertTrue(unsure.errors().contains("give --verifier"), unsure.errors());
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("\"sequence\":4,\"outcome\":\"ok\"",
                "\"sequence\":4,\"outcome\":\"no\""));
        Outcome changed = run("verify", file, "--verifier", SIGNER.key().toString());
        assertEquals(1, changed.code());
        assertTrue(changed.errors().contains("entry 4 of 5 was changed"), changed.errors());
        assertEquals(1, run("verify", folder.resolve("nothing").toString()).code());
        assertEquals(2, run("verify", file, "--verifier", "nonsense").code());
    }

    @Test
    void anEndMayBeExportedAlone() {
        Outcome exported = run("export", folder.resolve("export").toString(), "--from", "4");
        assertEquals(0, exported.code(), exported.toString());
        assertTrue(exported.output().contains("first     4\n"), exported.output());
        assertEquals(0, run("export", folder.resolve("export").toString(), "--from", "6").code());
        assertEquals(2, run("export", folder.resolve("export").toString(), "--from", "0").code());
    }

    @Test
    void anEntryIsProvedAndHistoryWithIt() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), checkpoint(4).toString());
        Outcome proved = run("prove", "5", "--verifier", SIGNER.key().toString(), "--checkpoint", kept.toString());
        assertEquals(0, proved.code(), proved.toString());
        Files.writeString(kept, checkpoint(3).toString());
        assertEquals(1, run("prove", "5", "--checkpoint", kept.toString()).code(), "no proof of that size was given");
        assertEquals(1, run("prove", "4").code(), "the registry refuses");
        assertEquals(1, run("prove", "5", "--verifier", NoteSigner.generate("x").key().toString()).code());
    }

    @Test
    void keyAndCheckpointArePrintedAsTheyAre() {
        assertEquals(new Outcome(0, SIGNER.key() + "\n", ""), run("key"));
        assertEquals(new Outcome(0, checkpoint(SIZE).toString(), ""), run("checkpoint"));
    }

    @Test
    void pagesAreFetchedUntilThereAreEnough() {
        Outcome shown = run("log", "--action", "node.*", "--limit", "2500");
        assertEquals(2_501, shown.output().lines().count());
        assertEquals(0, run("log", "--oldest-first").code());
        assertEquals(2, run("log", "--limit", "0").code());
    }
}
