package io.pilothouse.cli.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Response;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.GetAuditExport;
import io.pilothouse.protocol.command.GetWebhook;
import io.pilothouse.protocol.command.GetWebhookDlq;
import io.pilothouse.protocol.command.PurgeWebhookDlq;
import io.pilothouse.protocol.command.ReplayWebhookDlq;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.SetAuditExport;
import io.pilothouse.protocol.command.SetWebhook;
import io.pilothouse.protocol.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkProgramTest {
    private final ScriptedRegistry registry = new ScriptedRegistry(SinkProgramTest::answer);
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        registry.close();
    }

    private static Response answer(Request request) {
        return switch (request.command()) {
            case GetWebhook _ -> new Say(new GetWebhook.Ok(true, "http://h.example.net/", 5, 1, 0, 1, "soar",
                    "status 503"));
            case GetWebhookDlq _ -> new Say(new GetWebhookDlq.Ok(List.of(new GetWebhookDlq.DeadLetter(47,
                    "member.kicked", "2027-01-15T08:00:47Z", Optional.of(new JsonObject().put("role", "member")),
                    "status 400")), 1));
            case SetWebhook set -> new Say(new SetWebhook.Ok("enabled", set.url()));
            case SetAuditExport set -> new Say(new SetAuditExport.Ok("enabled", set.format(), set.endpoint()));
            case GetAuditExport _ -> new Say(new GetAuditExport.Ok(Optional.empty()));
            case PurgeWebhookDlq purge -> new Say(new PurgeWebhookDlq.Ok(purge.sink(), 3));
            case ReplayWebhookDlq replay -> new Say(new ReplayWebhookDlq.Ok(replay.sink(), 3));
            default -> new Say(new EmptyReply());
        };
    }

    private int run(String... words) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return new SinkProgram().run(List.of(words), Map.of("PILOTHOUSE_SERVER", registry.address()),
                new PrintWriter(output), new PrintWriter(errors));
    }

    private void sends(Command command, String... words) {
        int before = registry.requests().size();
        assertEquals(0, run(words), errors::toString);
        assertEquals(command, registry.requests().get(before).command());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void secretsComeFromFiles() throws IOException {
        String token = file("token", "t0k3n\n").toString();
        sends(new SetAuditExport("splunk_hec", "https://hec.example.net", "t0k3n", "main", ""), "set-export",
                "--format",
                "splunk_hec", "--to", "https://hec.example.net", "--token-from", token, "--index", "main");
        String settings = file("soar.yaml", "token: t\nrules:\n- {name: n, query: '*', condition: 'status == 200'}\n")
                .toString();
        ComponentSettings given = ComponentSettings.read(new JsonObject().put("token", "t").put("rules",
                List.of(new JsonObject().put("name", "n").put("query", "*").put("condition", "status == 200"))));
        sends(new SetWebhook("http://s.example.net", "soar", given), "set-webhook", "--to", "http://s.example.net",
                "--webhook-type", "soar", "--settings", settings);
        sends(new SetWebhook(""), "set-webhook", "--off");
        sends(new SetAuditExport("", "", "", "", ""), "set-export", "--off");
    }

    @Test
    void whatCannotBeReadIsNotSent() throws IOException {
        String empty = file("token", "\n").toString();
        assertEquals(2, run("set-export", "--format", "json", "--to", "http://e", "--token-from", empty));
        assertTrue(errors.toString().contains("the first line of " + empty + " is empty"), errors::toString);
        String wrong = file("a.json", "{\"A b\":1}").toString();
        assertEquals(2, run("set-webhook", "--to", "http://h", "--settings", wrong));
        assertTrue(errors.toString().contains(wrong + ": settings: \"A b\" is no name of a setting"),
                errors::toString);
        assertEquals(2, run("set-webhook", "--to", "http://h", "--off"));
        assertEquals(2, run("set-export", "--format", "json"));
        assertEquals(2, run("set-export"));
    }

    @Test
    void howItGoesIsShown() {
        assertEquals(0, run("webhook"));
        assertTrue(output.toString().contains("trouble       status 503"), output::toString);
        assertEquals(0, run("export"));
        assertEquals("enabled  no\n", output.toString());
        sends(new GetWebhookDlq(""), "letters");
        assertEquals("""
                EVENT_ID  TIMESTAMP             ACTION         REASON      DETAILS
                47        2027-01-15T08:00:47Z  member.kicked  status 400  role=member
                """, output.toString());
        sends(new ReplayWebhookDlq("audit_export-0-0"), "replay", "audit_export-0-0");
        sends(new PurgeWebhookDlq(""), "purge");
        assertEquals("sink   -\ncount  3\n", output.toString());
    }
}
