package io.pilothouse.protocol.command;

import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code get_audit_proof}: the newest checkpoint of the audit trail, and proofs against it. R1 knows no such command.
 *
 * @param sequence the entry to prove, if one is to be proved
 * @param oldSize the size of an earlier checkpoint that the newest one is to be shown to continue, if any
 */
public record GetAuditProof(OptionalLong sequence, OptionalLong oldSize) implements EnterpriseCommand {
    /** The entry in the table of commands. */
    public static final CommandType<GetAuditProof, Ok> TYPE = new CommandType<>("get_audit_proof", GetAuditProof.class,
            GetAuditProof::read, Ok::read);

    static GetAuditProof read(JsonObject in) {
        return new GetAuditProof(Wire.whole(in, "sequence"), Wire.whole(in, "old_size"));
    }

    @Override
    public CommandType<GetAuditProof, Ok> type() {
        return TYPE;
    }

    @Override
    public void write(JsonWriter out) {
        out.numberIfPresent("sequence", sequence).numberIfPresent("old_size", oldSize);
    }

    /**
     * The reply. Hashes are base64.
     *
     * @param checkpoint the newest checkpoint, a signed note
     * @param key the verifier key of its signature
     * @param leafIndex where the wanted entry stands in the tree, from 0
     * @param leafHash its leaf hash, or empty
     * @param entry its text, or empty when it is no longer kept
     * @param inclusion the proof that it stands there
     * @param consistency the proof that the newest checkpoint continues the earlier size
     */
    public record Ok(String checkpoint, String key, OptionalLong leafIndex, String leafHash, String entry,
            List<String> inclusion, List<String> consistency) implements Reply {
        static Ok read(JsonObject in) {
            return new Ok(in.text("checkpoint"), in.text("key"), Wire.whole(in, "leaf_index"), in.text("leaf_hash"),
                    in.text("entry"), in.texts("inclusion"), in.texts("consistency"));
        }

        @Override
        public void write(JsonWriter out) {
            out.text("checkpoint", checkpoint).text("key", key).numberIfPresent("leaf_index", leafIndex)
                    .textIfAny("leaf_hash", leafHash).textIfAny("entry", entry).textsIfAny("inclusion", inclusion)
                    .textsIfAny("consistency", consistency);
        }
    }
}
