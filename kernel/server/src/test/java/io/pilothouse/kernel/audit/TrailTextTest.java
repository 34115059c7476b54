package io.pilothouse.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.audit.ActorText;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.journal.MemoryStore;
import io.pilothouse.kernel.journal.TrailRecord;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.spi.StoredRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Texts that must stay as they are for ever. */
class TrailTextTest {
    private static TrailRecord stored(String json) throws IOException {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(content);
        MemoryStore store = new MemoryStore();
        store.append(List.of(new StoredRecord(1, ByteBuffer.allocate(4 + content.length).putInt((int) crc.getValue())
                .put(content).array())));
        return new Journal(store, 1).readTrail(1, 1).getFirst();
    }

    /** As the first release wrote it. */
    @Test
    void anOldRecordHasNoRequestAndWasDone() throws IOException {
        assertEquals(
                "{\"sequence\":1,\"time\":\"2027-01-15T08:00:00.000Z\",\"actor\":\"node:7\",\"proof\":\"signature\","
                        + "\"source\":\"192.0.2.1\",\"command\":\"set_hostname\",\"outcome\":\"ok\",\"events\":[{\"action\":"
                        + "\"hostname.changed\",\"data\":{\"node_id\":7,\"old_hostname\":\"\",\"new_hostname\":\"a\"}}],"
                        + "\"changes\":\"224946a6c84cc4aff7fea0d1803a05a2c3b51127949dea2781a653c26c916003\"}",
                TrailText.of(stored("{\"sequence\":1,\"time\":1800000000000,\"actor\":{\"as\":\"node\",\"node\":7,"
                        + "\"sealed\":false},\"source\":\"192.0.2.1\",\"command\":\"set_hostname\",\"events\":[{"
                        + "\"action\":\"hostname.changed\",\"attributes\":{\"node_id\":7,\"old_hostname\":\"\","
                        + "\"new_hostname\":\"a\"}}],\"changes\":[{\"b\":2,\"a\":[1,\"x\"]}]}")));
    }

    @Test
    void everyActorHasItsWords() {
        assertEquals(List.of("/none", "node:1/seal", "key:k/signature", "admin/global-token",
                "network-admin:3/network-token", "registry/internal"),
                Stream.of(new Principal.Anonymous(), new Principal.Signer(NodeId.of(1), true),
                        new Principal.KeyHolder("k"), new Principal.GlobalAdmin(),
                        new Principal.NetworkAdmin(NetworkId.of(3)), new Principal.Registry())
                        .map(ActorText::of)
                        .map(text -> text.actor() + "/" + text.proof()).toList());
    }

    @Test
    void aRecordedRefusalNamesItsRequestAndOutcome() throws IOException {
        MemoryStore store = new MemoryStore();
        Journal journal = new Journal(store, 0);
        JournalRecord denied = new JournalRecord(1, 1_800_000_000_123L, null, "192.0.2.1", "x-1", "kick_member",
                "forbidden: no", List.of(AuditEvent.of("auth.denied").and("reason", "no\n\"")), List.of());
        journal.append(List.of(denied));
        assertEquals(List.of(denied), journal.read(1, 1));
        assertEquals("{\"sequence\":1,\"time\":\"2027-01-15T08:00:00.123Z\",\"actor\":\"\",\"proof\":\"none\","
                + "\"source\":\"192.0.2.1\",\"request\":\"x-1\",\"command\":\"kick_member\",\"outcome\":"
                + "\"forbidden: no\",\"events\":[{\"action\":\"auth.denied\",\"data\":{\"reason\":\"no\\n\\\"\"}}]}",
                TrailText.of(journal.readTrail(1, 1).getFirst()));
    }
}
