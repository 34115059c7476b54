package io.pilothouse.cli.audit;

import io.pilothouse.cli.Action;
import io.pilothouse.cli.FailedException;
import io.pilothouse.protocol.command.GetAuditProof;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.trail.Checkpoint;
import io.pilothouse.protocol.trail.MerkleHash;
import io.pilothouse.protocol.trail.MerkleProofs;
import io.pilothouse.protocol.trail.NoteKey;
import io.pilothouse.protocol.trail.SignedNote;
import io.pilothouse.protocol.trail.TrailExport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code audit prove}. */
@Command(name = "prove", description = "Prove that an entry is in the trail that the newest checkpoint stands for.")
final class ProveEntry extends Action {
    @Parameters(paramLabel = "SEQUENCE", description = "Number of the entry.")
    private long sequence;

    @Mixin
    private Trust trust = new Trust();

    @Override
    protected void perform() {
        try {
            prove();
        } catch (IllegalArgumentException malformed) {
            throw new FailedException("the proof is malformed: " + malformed.getMessage(), malformed);
        }
    }

    private void prove() {
        Optional<Checkpoint> older = trust.older().map(Checkpoint::parse);
        GetAuditProof.Ok proof = talk(client -> client.call(GetAuditProof.TYPE,
                new GetAuditProof(OptionalLong.of(sequence),
                        older.map(old -> OptionalLong.of(old.size())).orElse(OptionalLong.empty()))));
        NoteKey key = trust.key().orElseGet(() -> NoteKey.parse(proof.key()));
        SignedNote note = SignedNote.parse(proof.checkpoint());
        require(note.signedBy(key), "the checkpoint is not signed by " + key);
        trust.older().ifPresent(
                old -> require(old.signedBy(key), "the older checkpoint is not signed by " + key));
        Checkpoint checkpoint = Checkpoint.parse(note);
        byte[] leaf = proof.entry().isEmpty()
                ? TrailExport.bytes(List.of(proof.leafHash())).getFirst()
                : MerkleHash.leaf(proof.entry().getBytes(StandardCharsets.UTF_8));
        require(MerkleProofs.includes(leaf, sequence - 1, checkpoint.size(), TrailExport.bytes(proof.inclusion()),
                checkpoint.root()), "entry " + sequence + " is not in the tree of the checkpoint as it is shown here");
        older.ifPresent(old -> require(old.size() == 0 || MerkleProofs.consistent(old.size(), checkpoint.size(),
                old.root(), checkpoint.root(), TrailExport.bytes(proof.consistency())),
                "the trail does not continue the older checkpoint of " + old.size() + " entries: history was changed"));
        if (trust.key().isEmpty()) {
            remark(Trust.NO_KEY);
        }
        show(new JsonWriter().beginObject().text("proved", "yes").number("leaf_index", sequence - 1)
                .text("leaf_hash", TrailExport.text(leaf))
                .text("entry", proof.entry().isEmpty() ? "no longer kept" : proof.entry())
                .texts("inclusion", proof.inclusion()).text("checkpoint", proof.checkpoint()).endObject());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new FailedException(otherwise);
        }
    }
}
