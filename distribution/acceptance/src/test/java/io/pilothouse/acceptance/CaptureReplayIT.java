package io.pilothouse.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Bundle;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import io.pilothouse.acceptance.harness.WireConnection.Answer;
import io.pilothouse.acceptance.replay.Capture;
import io.pilothouse.acceptance.replay.CoreReplay;
import io.pilothouse.acceptance.replay.Improvements;
import io.pilothouse.acceptance.replay.Outcome;
import io.pilothouse.acceptance.replay.ReplayReport;
import io.pilothouse.acceptance.replay.SessionReplay;
import io.pilothouse.acceptance.replay.TlsSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded sessions of real clients are answered as recorded, or better for a reason that is listed. */
class CaptureReplayIT {
    /** What belongs to roles, policies, invitations, keys, blueprints, identities, the audit trail and what exporters send. */
    private static final Set<String> ENTERPRISE = new TreeSet<>(
            List.of("invites", "rbac", "kick", "ownership", "policy",
                    "keys", "member-tags", "expr-policy", "enterprise", "network-token", "owner-lost", "invite-cap",
                    "directory",
                    "directory-nil-roles", "provision", "provision-r1", "audit-log", "reaping", "metrics", "identity",
                    "validate-token", "export-json", "export-splunk_hec", "export-syslog_cef", "export-strange",
                    "export-errors",
                    "webhook", "webhook-dlq", "restart"));

    private final Improvements improvements = Improvements.load("improvements.tsv");
    private final Improvements postponed = Improvements.load("postponed.tsv");
    private final Improvements additions = Improvements.load("additions.tsv");

    @TempDir
    private Path data;

    @Test
    void twoDaemonsAndTheCommandLineToolGetTheRecordedReplies() {
        ReplayReport report = new ReplayReport("two-daemons-and-cli", improvements, postponed, additions);
        new SessionReplay(report).play(Capture.lines("two-daemons-and-cli.jsonl"), RegistryOptions.in(data));
        conclude(report, 117);
    }

    @Test
    void coreCommandsGetTheRecordedReplies() {
        ReplayReport report = new ReplayReport("commands-core", improvements, postponed, additions);
        new CoreReplay(data, report).play(Capture.lines("commands-core.jsonl"), scenario -> true);
        conclude(report, 1_000);
    }

    @Test
    void enterpriseCommandsGetTheRecordedReplies() {
        ReplayReport report = new ReplayReport("commands-enterprise", improvements, postponed, additions);
        new CoreReplay(data, report).play(Capture.lines("commands-enterprise.jsonl"), ENTERPRISE::contains);
        conclude(report, 930);
    }

    /** The recording is encrypted, so the same daemon is played anew: the lengths of all frames must be the recorded. */
    @Test
    void daemonOverTlsIsServedOnTheSamePort() throws IOException {
        List<JsonNode> lines = Capture.lines("daemon-over-tls.jsonl");
        List<Integer> requests = TlsSession.bodies(lines, 1, "c2s");
        List<Integer> replies = TlsSession.bodies(lines, 1, "s2c");
        assertEquals(14, requests.size(), "frames in the recording");
        assertEquals(14, replies.size(), "replies in the recording");
        try (Registry registry = Registry.start(RegistryOptions.in(data))) {
            String fingerprint = registry.fingerprint();
            assertTrue(fingerprint.matches("[0-9a-f]{64}"), "tls_fingerprint=" + fingerprint);
            ReplayReport report = new ReplayReport("daemon-over-tls", improvements, postponed, additions);
            List<String> differences = new ArrayList<>();
            try (WireConnection connection = WireConnection.pinned(registry.protocol(), fingerprint)) {
                List<ObjectNode> commands = daemonCommands();
                for (int i = 0; i < commands.size(); i++) {
                    byte[] body = commands.get(i).toString().getBytes(StandardCharsets.UTF_8);
                    assertEquals(requests.get(i), body.length, "length of " + commands.get(i));
                    twoRecords(connection, body);
                    compare(commands.get(i), replies.get(i), connection.read(Duration.ofSeconds(10)))
                            .ifPresent(differences::add);
                }
            }
            assertThrows(IOException.class,
                    () -> WireConnection.pinned(registry.protocol(), "0".repeat(64)).close(), "a wrong pin");
            try (WireConnection plain = registry.connect()) {
                assertEquals("beacon_list_ok", plain.call(WireConnection.command("beacon_list")).path("type").asText(),
                        "plain text on the TLS port");
            }
            System.out.println("daemon-over-tls: 14 exchanges, " + (14 - differences.size()) + " equal");
            assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
            assertEquals(List.of(), report.failures());
        }
    }

    private static void twoRecords(WireConnection connection, byte[] body) {
        byte[] whole = WireConnection.frame(body);
        connection.send(Arrays.copyOf(whole, 4));
        connection.send(Arrays.copyOfRange(whole, 4, whole.length));
    }

    private Optional<String> compare(ObjectNode command, int recorded, Answer answer) {
        String wanted = command.path("type").asText() + "_ok";
        if (!(answer instanceof Answer.Frame frame)) {
            return Optional.of(wanted + ": got " + answer);
        }
        ObjectNode reply = (ObjectNode) WireConnection.body(frame);
        List<String> added = new ArrayList<>();
        reply.fieldNames().forEachRemaining(name -> {
            if (additions.reason(wanted + "." + name).isPresent()) {
                added.add(name);
            }
        });
        ObjectNode bare = reply.deepCopy().without(added);
        int length = ByteBuffer.wrap(bare.toString().getBytes(StandardCharsets.UTF_8)).remaining();
        if (!wanted.equals(reply.path("type").asText()) || length != recorded) {
            return Optional.of(wanted + ": expected a body of " + recorded + " bytes, got " + length + ": " + reply);
        }
        return Optional.empty();
    }

    /** In the order and with the fields of the daemon that was recorded; its owner and port have the same length. */
    private static List<ObjectNode> daemonCommands() {
        AgentKey key = AgentKey.of("pilothouse-acceptance/tls");
        List<ObjectNode> commands = new ArrayList<>();
        ObjectNode register = WireConnection.command("register").put("listen_addr", "127.0.0.1:34467")
                .put("owner", "t@e.org").put("public_key", key.publicKey()).put("version", "dev");
        commands.add(register);
        commands.add(WireConnection.command("lookup").put("node_id", 1));
        commands.add(WireConnection.command("get_network_policy").put("network_id", 0));
        commands.add(WireConnection.command("list_networks"));
        commands.add(WireConnection.command("list_networks"));
        for (int i = 0; i < 4; i++) {
            commands.add(signed(key, "heartbeat"));
            commands.add(signed(key, "poll_handshakes"));
        }
        commands.add(signed(key, "deregister"));
        return commands;
    }

    private static ObjectNode signed(AgentKey key, String type) {
        return WireConnection.command(type).put("node_id", 1).put("signature", key.sign(type + ":1"));
    }

    private static void print(ReplayReport report) {
        report.write(Bundle.report(report.totals().replaceAll(":.*", "") + ".txt"));
        System.out.println(report.totals());
    }

    private static void conclude(ReplayReport report, int atLeast) {
        print(report);
        int held = report.count(Outcome.EQUAL) + report.count(Outcome.IMPROVED) + report.count(Outcome.DEVIATES)
                + report.count(Outcome.POSTPONED) + report.count(Outcome.R1_ONLY) + report.count(Outcome.STALE);
        assertTrue(held >= atLeast, "only " + held + " exchanges were played");
        assertEquals(List.of(), report.failures(), () -> String.join("\n", report.failures()));
    }
}
