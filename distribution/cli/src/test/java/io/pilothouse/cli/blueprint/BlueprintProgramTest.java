package io.pilothouse.cli.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.blueprint.BlueprintSchema;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.GetBlueprintDrift;
import io.pilothouse.protocol.command.ProvisionNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlueprintProgramTest {
    @TempDir
    Path folder;

    private record Outcome(int code, String output, String errors) {}

    @Test
    void everyProblemIsALine() throws IOException {
        Path fine = file("fine.json", "{\"name\":\"a\"}");
        Path wrong = file("wrong.json", """
                {"name": "a", "join_rule": "closed", "policy": {"max_members": 1.5}, "polcy": 1,
                 "webhooks": {"audit_url": "http://169.254.169.254/"}}""");
        assertEquals(new Outcome(1, """
                FINE: valid
                WRONG: policy.max_members: must be an integer but is the number 1.5
                WRONG: join_rule: invalid join_rule "closed" (must be open, token, or invite)
                WRONG: webhooks.audit_url: URL cannot target link-local address 169.254.169.254
                WRONG: polcy: warning: unknown member, ignored (did you mean "policy"?)
                """.replace("FINE", fine.toString()).replace("WRONG", wrong.toString()), ""),
                run("validate", fine.toString(), wrong.toString()));
    }

    @Test
    void warningsCountOnlyIfAskedFor() throws IOException {
        Path odd = file("odd.json", "{\"name\":\"a\",\"x\\u001b[31m\":1}");
        String line = odd + ": x\uFFFD[31m: warning: unknown member, ignored\n";
        assertEquals(new Outcome(0, line + odd + ": valid\n", ""), run("validate", odd.toString()));
        assertEquals(new Outcome(1, line, ""), run("validate", "--strict", odd.toString()));
    }

    @Test
    void theJsonFormIsOneLine() throws IOException {
        Path wrong = file("wrong.json", "{\"scope\":\"x\",\"name\":\"a\",\"y\":1}");
        assertEquals(new Outcome(1, "{\"files\":[{\"file\":\"" + wrong + "\",\"valid\":false,\"problems\":["
                + "{\"path\":\"scope\",\"text\":\"invalid scope \\\"x\\\" (must be registry or network)\"}],"
                + "\"warnings\":[{\"path\":\"y\",\"text\":\"unknown member, ignored\"}]}]}\n", ""),
                run("validate", "--json", wrong.toString()));
    }

    @Test
    void yamlSaysTheSame() throws IOException {
        Path fine = file("fine.yaml", """
                # Hall 2
                name: warehouse-bots
                join_rule: invite_only
                enterprise: true
                policy:
                  max_members: 40
                  allowed_ports: [7, 443]
                  description: null
                roles:
                  5: admin
                  "6": member
                """);
        assertEquals(new Outcome(0, fine + ": valid\n", ""), run("validate", fine.toString()));
        Path wrong = file("wrong.yml", "name: a\nenterprise: yes\n");
        assertEquals(new Outcome(1, wrong + ": enterprise: must be true or false but is string\n", ""),
                run("validate", wrong.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"a.json|[]|a document is a JSON object, in braces",
        "a.json|null|a document is a JSON object, in braces",
        "a.json|{\"name\"|is no JSON: unexpected end of JSON input",
        "a.json|{} x|is no JSON: ", "a.yaml|- a|a document is a YAML mapping", "a.yml|a: [|is no YAML: ",
        "a.yml|{a: 1, a: 2}|is no YAML: ", "a.yml|{a: &x [1], b: *x}|is no YAML: ",
        "a.yml|{a: .inf}|has the value Infinity, which JSON cannot say",
        "a.yml|{[1]: 2}|is no YAML: ", "a.yml|{a: !!java.lang.String x}|is no YAML: "})
    void filesThatAreNoDocuments(String name, String content, String problem) throws IOException {
        Path file = file(name, content);
        Outcome outcome = run("validate", file.toString());
        assertEquals(1, outcome.code());
        assertTrue(outcome.output().startsWith(file + ": " + problem), outcome.toString());
        assertEquals(1, outcome.output().lines().count(), outcome.toString());
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path absent = folder.resolve("absent.json");
        assertEquals(new Outcome(1, absent + ": cannot be read: there is no such file\n", ""),
                run("validate", absent.toString()));
        Path binary = Files.write(folder.resolve("binary.json"), new byte[]{'{', (byte) 0xC0, (byte) 0x80});
        assertEquals(new Outcome(1, binary + ": is no UTF-8\n", ""), run("validate", binary.toString()));
        Path deep = file("deep.yaml", "a: " + "[".repeat(400) + "]".repeat(400));
        assertTrue(run("validate", deep.toString()).output().contains("nested"), "too deep");
    }

    @Test
    void theSchemaIsPrinted() {
        assertEquals(new Outcome(0, BlueprintSchema.text(), ""), run("schema"));
    }

    @Test
    void noFileIsWrongUsage() {
        assertEquals(2, run("validate").code());
    }

    /** A script repeats when no registry is there, so what it found must not look like that. */
    @ParameterizedTest
    @CsvSource({"true,'',0", "false,'',4", "true,the limit is below its members,4"})
    void aDifferenceHasAnExitCodeOfItsOwn(boolean same, String trouble, int code) {
        List<ProvisionNetwork.Difference> differences = same
                ? List.of()
                : List.of(new ProvisionNetwork.Difference("join_rule", "open", "token"));
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> new Say(new GetBlueprintDrift.Ok(
                NetworkId.of(3), true, "2027-01-15T08:00:47Z", "", differences, trouble)))) {
            assertEquals(code, drift(registry.address()).code());
        }
        String nobody;
        try (ScriptedRegistry gone = new ScriptedRegistry(request -> new Say(new EmptyReply()))) {
            nobody = gone.address();
        }
        assertEquals(3, drift(nobody).code());
    }

    private static Outcome drift(String server) {
        return run("drift", "--network", "3", "--server", server);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new BlueprintProgram().run(new ArrayList<>(List.of(words)), Map.of(), new PrintWriter(out, true),
                new PrintWriter(errors, true));
        return new Outcome(code, out.toString(), errors.toString());
    }
}
