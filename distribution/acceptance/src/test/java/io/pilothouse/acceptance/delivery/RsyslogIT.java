package io.pilothouse.acceptance.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pilothouse.acceptance.harness.AgentKey;
import io.pilothouse.acceptance.harness.Commands;
import io.pilothouse.acceptance.harness.Registry;
import io.pilothouse.acceptance.harness.RegistryOptions;
import io.pilothouse.acceptance.harness.WireConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsyslog's CEF parser parses every message, and finds in it what was sent. */
class RsyslogIT {
    private static final int EVENTS = 10_000;
    /** No message is shorter, in bytes: so long nobody needs to look. */
    private static final long SHORTEST = 500;
    private static final JsonMapper MAPPER = new JsonMapper();
    /** What names may hold, and what readers of CEF stumble over. */
    private static final List<String> ODD = List.of("a|b", "a=b", "a\\b", "a\nb", "a\r\nb", "\u00fc\u00df\u4e16\u754c",
            "\ud83c\udf0d\u200d\u2764", "ends with \\", "ends with =", "ends with\n", " begins with a blank",
            "CEF:0|x|y|z|1|1|9|suser=root", "\\n is no newline", "\\|", "\\\\=", "a suser=root b=c", "||==\\\\\n\n",
            "\"quoted\" 'too'", "%msg% $!all-json", "a\tb", "<13>1 - - - - - -", "\u2028 and \u0085", "x=\n y=|");

    @TempDir
    private Path folder;

    private static String name(int number) {
        return ODD.get(number % ODD.size()) + number + ODD.get(number / ODD.size() % ODD.size());
    }

    /** Names a node by all these numbers, one after the other, and gives what the events tell. */
    private static List<String> rename(WireConnection connection, long node, int from) {
        List<ObjectNode> commands = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = from; i < from + EVENTS; i++) {
            commands.add(Commands.admin("set_external_id").put("node_id", node).put("external_id", name(i)));
            told.add("old_external_id=" + (i == 0 ? "" : name(i - 1)) + ", new_external_id=" + name(i));
        }
        connection.callAll(commands)
                .forEach(reply -> assertEquals("set_external_id_ok", reply.path("type").asText(), reply::toString));
        return told;
    }

    /** The extensions of every parsed message that tells of a name, by the number of its event. */
    private static Map<Long, JsonNode> parsed(Rsyslog rsyslog) {
        Map<Long, JsonNode> parsed = new TreeMap<>();
        try {
            for (String line : rsyslog.parsed()) {
                JsonNode cef = MAPPER.readTree(line).path("cef");
                if (cef.path("SignatureID").asText().equals("identity.external_id_set")) {
                    parsed.put(cef.path("Extensions").path("externalId").asLong(), cef.path("Extensions"));
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return parsed;
    }

    @Test
    void everyMessageIsParsedIntoWhatWasSent() throws Exception {
        Rsyslog.absent().ifPresent(reason -> System.out.println("rsyslog: " + reason));
        assumeTrue(Rsyslog.absent().isEmpty(), () -> Rsyslog.absent().orElse(""));
        try (Rsyslog rsyslog = new Rsyslog(folder.resolve("rsyslog"));
                Registry registry = Registry.start(RegistryOptions.in(folder.resolve("data"))
                        .with("outbound-private-networks", "allow")
                        .with("outbound-ca", rsyslog.authority().toString()));
                WireConnection connection = registry.connect()) {
            long node = connection.call(Commands.register(AgentKey.of("delivery/rsyslog"))).path("node_id").asLong();
            List<String> told = new ArrayList<>();
            for (String endpoint : List.of(rsyslog.plain(), rsyslog.encrypted())) {
                long began = System.nanoTime();
                JsonNode reply = connection
                        .call(Commands.admin("set_audit_export").put("format", "syslog_cef").put("endpoint",
                                endpoint));
                assertEquals("enabled", reply.path("status").asText(), reply::toString);
                told.addAll(rename(connection, node, told.size()));
                Await.until(told.size() + " messages", () -> rsyslog.bytes() > told.size() * SHORTEST
                        && parsed(rsyslog).size() + unparsed(rsyslog).size() >= told.size());
                System.out.printf("rsyslog: %d messages to %s in %.1f s%n", EVENTS,
                        endpoint.startsWith("tls") ? "TLS" : "TCP", (System.nanoTime() - began) / 1e9);
            }
            assertEquals(List.of(), unparsed(rsyslog).stream().limit(5).toList());
            verify(told, parsed(rsyslog), node);
        }
    }

    private static List<String> unparsed(Rsyslog rsyslog) {
        try {
            return rsyslog.unparsed();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void verify(List<String> told, Map<Long, JsonNode> parsed, long node) {
        assertEquals(told.size(), parsed.size());
        assertEquals(told, parsed.values().stream().map(extensions -> extensions.path("msg").asText()).toList());
        for (JsonNode extensions : parsed.values()) {
            assertEquals("identity.external_id_set", extensions.path("cs1").asText());
            assertEquals(Long.toString(node), extensions.path("cn2").asText());
            assertEquals("node_id", extensions.path("cn2Label").asText());
            assertEquals("set_external_id", extensions.path("act").asText());
            assertEquals("admin", extensions.path("suser").asText());
            assertEquals("127.0.0.1", extensions.path("src").asText());
            assertTrue(extensions.path("rt").asLong() > 1_700_000_000_000L, extensions::toString);
        }
    }
}
