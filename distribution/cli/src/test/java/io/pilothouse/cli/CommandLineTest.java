package io.pilothouse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.cli.audit.AuditProgram;
import io.pilothouse.cli.blueprint.BlueprintProgram;
import io.pilothouse.cli.key.KeyProgram;
import io.pilothouse.cli.network.NetworkProgram;
import io.pilothouse.cli.node.NodeProgram;
import io.pilothouse.cli.sink.SinkProgram;
import io.pilothouse.cli.trust.TrustProgram;
import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Refuse;
import io.pilothouse.client.testing.ScriptedRegistry.Response;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.CheckTrust;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.CreateNetwork;
import io.pilothouse.protocol.command.EmptyReply;
import io.pilothouse.protocol.command.GetAuditLog;
import io.pilothouse.protocol.command.GetNetworkPolicy;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.ListNetworks;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.RequestHandshake;
import io.pilothouse.protocol.command.RotateKey;
import io.pilothouse.protocol.command.SetHostname;
import io.pilothouse.protocol.command.SetKeyExpiry;
import io.pilothouse.protocol.command.SetMemberTags;
import io.pilothouse.protocol.command.SetNetworkPolicy;
import io.pilothouse.protocol.command.SetTags;
import io.pilothouse.protocol.command.SetVisibility;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandLineTest {
    private static final NodeId ONE = NodeId.of(1);
    private static final String SEED_A = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String KEY_A = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    private final ScriptedRegistry registry = new ScriptedRegistry(CommandLineTest::answer);

    @TempDir
    Path folder;

    private record Outcome(int code, String output, String errors) {}

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void factsAreShownInTwoColumns() {
        assertEquals(new Outcome(0, """
                node_id     2
                address     0:0000.0000.0002
                networks    0, 7
                public_key  -
                public      yes
                hostname    agent\uFFFD[31m
                tags        a, b
                """, ""), run(new NodeProgram(), "lookup", "2"));
        assertEquals(new Lookup(NodeId.of(2)), registry.command());
    }

    @Test
    void theJsonFormIsTheReplyInOneLine() {
        assertEquals(new Outcome(0, "{\"type\":\"heartbeat_ok\",\"time\":1800000000}\n", ""),
                run(new NodeProgram(), "heartbeat", "--node", "0:0000.0000.0001", "--json"));
    }

    @Test
    void listsAreTables() {
        assertEquals(new Outcome(0, """
                ID  NAME      MEMBERS  JOIN_RULE  ENTERPRISE  CREATED               DESCRIPTION
                0   backbone  12       open       no          2027-01-15T08:00:00Z  -
                7   fleet     -        token      yes         2027-01-15T08:00:00Z  Lorries
                """, ""), run(new NetworkProgram(), "list"));
        assertEquals(new Outcome(0, "none\n", ""), run(new AuditProgram(), "log", "--limit", "5"));
        Outcome one = run(new NetworkProgram(), "show", "7");
        assertTrue(one.output().startsWith("id           7\nname         fleet\n"), one.toString());
        assertEquals(2, run(new NetworkProgram(), "show", "8").code());
    }

    @Test
    void aRefusalIsOneLineAndCodeOne() {
        assertEquals(new Outcome(1, "", "pilothouse: registry refused check_trust: node 3: not found\n"),
                run(new TrustProgram(), "check", "3", "4"));
    }

    @Test
    void noRegistryIsOneLineAndCodeThree() {
        registry.close();
        Outcome outcome = run(new NodeProgram(), "lookup", "2", "--timeout", "2s");
        assertEquals(3, outcome.code());
        assertTrue(outcome.errors().startsWith("pilothouse: cannot connect to " + registry.address()),
                outcome.toString());
        assertEquals(1, outcome.errors().lines().count());
    }

    @Test
    void wrongUsageIsCodeTwoAndSaysWhatWouldBeRight() {
        for (List<String> wrong : List.of(List.of("lookup"), List.of("lookup", "0"), List.of("lookup", "x"),
                List.of("lookup", "2", "--server", "nowhere"), List.of("lookup", "2", "--timeout", "soon"),
                List.of("heartbeat"), List.of("register"), List.of("lookup", "2", "--key", "/does/not/exist"),
                List.of("lookup", "2", "--seal", "r"), List.of("lookup", "2", "--tls-fingerprint", "AB"),
                List.of("lookup", "2", "--tls-ca", "/does/not/exist"))) {
            Outcome outcome = run(new NodeProgram(), wrong.toArray(String[]::new));
            assertEquals(2, outcome.code(), outcome.toString());
            assertTrue(outcome.errors().startsWith("pilothouse: "), outcome.toString());
            assertFalse(outcome.errors().contains("Exception"), outcome.toString());
        }
        assertTrue(run(new NodeProgram(), "lokup").errors().contains("lookup"));
        assertEquals(List.of(), registry.requests());
    }

    @Test
    void aKeyFileSignsAndTokensComeFromTheEnvironment() throws IOException {
        Path key = key("key", "rw-------");
        Outcome outcome = run(Map.of("PILOT_ADMIN_TOKEN", "secret", "PILOTHOUSE_NODE", "1", "PILOTHOUSE_KEY",
                key.toString()), new NodeProgram(), "set-hostname", "agent");
        assertEquals(new Outcome(0, "node_id   1\nhostname  agent\n", ""), outcome);
        Request request = registry.only();
        assertEquals(new SetHostname(ONE, "agent"), request.command());
        assertEquals("secret", request.proof().adminToken());
        assertEquals("zYDTkQ4ci2cJK6uvR8XqpWrsu+c8BA29VmJ+qcTHFkKjPiYqxzscwPi8SURboO7fOYEiB35mywW5HdbcKQFSAA==",
                request.proof().signature());
    }

    @Test
    void theTokenFileAndTheSealAreUsed() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "from-file\n");
        run(Map.of("PILOTHOUSE_ADMIN_TOKEN", "from-environment"), new NodeProgram(), "set-visibility", "public",
                "--node", "1", "--key", key("key", "rw-------").toString(), "--admin-token-file", token.toString(),
                "--seal", "registry-1");
        Request request = registry.only();
        assertEquals(new SetVisibility(ONE, true), request.command());
        assertEquals("from-file", request.proof().adminToken());
        assertEquals("registry-1", request.proof().seal().orElseThrow().registry());
    }

    @Test
    void aKeyThatOthersReadIsWarnedOf() throws IOException {
        Outcome outcome = run(new NodeProgram(), "register", "--key", key("open", "rw-r--r--").toString(), "--listen",
                "0.0.0.0:4000", "--lan", "10.0.0.1:4000", "--lan", "10.0.0.2:4000");
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.errors().startsWith("pilothouse: warning: others can read the private key"),
                outcome.toString());
        Register sent = assertInstanceOf(Register.class, registry.command());
        assertEquals(KEY_A, sent.publicKey());
        assertEquals(List.of("10.0.0.1:4000", "10.0.0.2:4000"), sent.lanAddresses());
        assertEquals("BG+xcZdBjs0PKjMOk/oY4cE5H1TFj9CgrnPMuq3lCBTZKTMTFEO89L+W27105h0ve0A7IcfbdM0PMfdtm5CmCQ==",
                registry.only().proof().signature());
    }

    @Test
    void keysAreMadeAndShownAndNeverOverwritten() throws IOException {
        Path made = folder.resolve("made.pem");
        Outcome generated = run(new KeyProgram(), "generate", made.toString());
        assertEquals(0, generated.code(), generated.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        String publicKey = new KeyFile(made).read(NodeId.NONE, new PrintWriter(new StringWriter())).publicKey()
                .base64();
        assertTrue(generated.output().contains(publicKey), generated.toString());
        assertTrue(run(new KeyProgram(), "show", "--key", made.toString()).output().contains(publicKey));
        assertEquals(2, run(new KeyProgram(), "generate", made.toString()).code());
        Path wrong = Files.writeString(folder.resolve("wrong"), "hello");
        assertTrue(run(new KeyProgram(), "show", "--key", wrong.toString()).errors().contains("is no key file"));

        run(new KeyProgram(), "rotate", "--node", "1", "--key", key("old", "rw-------").toString(), "--new-key",
                made.toString());
        assertEquals(new RotateKey(ONE, publicKey), registry.command());
    }

    @Test
    void wordsBecomeCommands() {
        sends(new SetTags(ONE, List.of("a", "b")), new NodeProgram(), "set-tags", "a", "b", "--node", "1");
        sends(new SetTags(ONE, List.of()), new NodeProgram(), "set-tags", "--node", "1");
        sends(new CreateNetwork(ONE, "fleet", "token", "t", true, "", Optional.empty(), Optional.empty()),
                new NetworkProgram(), "create", "fleet", "--join-rule", "token", "--token", "t", "--enterprise",
                "--node",
                "1");
        sends(new GetNetworkPolicy(NetworkId.of(7)), new NetworkProgram(), "policy", "7");
        sends(new SetNetworkPolicy(NetworkId.of(7), Optional.of(5.0), Optional.of(List.of(80.0, 443.0)),
                Optional.empty(), ONE), new NetworkProgram(), "policy", "7", "--max-members", "5", "--allowed-ports",
                "80,443", "--node", "1");
        sends(new SetMemberTags(NetworkId.of(7), NodeId.of(2), Optional.of(List.of("x")), NodeId.NONE),
                new NetworkProgram(), "tags", "7", "2", "x");
        sends(new SetMemberTags(NetworkId.of(7), NodeId.of(2), Optional.of(List.of()), NodeId.NONE),
                new NetworkProgram(), "tags", "7", "2", "--clear");
        sends(new RequestHandshake(ONE, NodeId.of(2), "please"), new TrustProgram(), "handshake", "request", "2",
                "--justification", "please", "--node", "1");
        sends(new SetKeyExpiry(ONE, "2030-01-01T00:00:00Z"), new KeyProgram(), "expiry", "--at",
                "2030-01-01T00:00:00Z", "--node", "1");
        assertEquals(2, run(new KeyProgram(), "expiry", "--node", "1").code());
    }

    @Test
    void everyCommandHasHelpAndTheCompletionKnowsThemAll() {
        Outcome completion = run(new CompletionProgram());
        assertEquals(0, completion.code());
        for (Words program : programs()) {
            assertFalse(program.summary().isEmpty());
            assertEquals(0, run(program, "--help").code());
            program.commandLine(Map.of()).getSubcommands().forEach((word, line) -> {
                Outcome help = run(program, word, "--help");
                assertEquals(0, help.code(), help.toString());
                assertTrue(help.output().contains("pilothouse " + program.name() + " " + word), help.toString());
                assertTrue(completion.output().contains(word), word);
            });
        }
        assertTrue(completion.output().contains("serve"));
    }

    private static List<Words> programs() {
        return List.of(new AuditProgram(), new BlueprintProgram(), new KeyProgram(), new NetworkProgram(),
                new NodeProgram(),
                new SinkProgram(), new TrustProgram());
    }

    private void sends(Command expected, Words program, String... words) {
        int before = registry.requests().size();
        Outcome outcome = run(program, words);
        assertEquals(expected, registry.requests().get(before).command(), outcome.toString());
    }

    private Path key(String name, String permissions) throws IOException {
        Path key = Files.writeString(folder.resolve(name), SEED_A + "\n");
        return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
    }

    private Outcome run(Words program, String... words) {
        return run(Map.of(), program, words);
    }

    private Outcome run(Map<String, String> environment, Words program, String... words) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PILOTHOUSE_SERVER", registry.address());
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = program.run(new ArrayList<>(List.of(words)), variables, new PrintWriter(out, true),
                new PrintWriter(errors, true));
        return new Outcome(code, out.toString(), errors.toString());
    }

    private static Response answer(Request request) {
        return switch (request.command()) {
            case Lookup lookup -> new Say(new Lookup.Ok(lookup.node(), "0:0000.0000.0002",
                    List.of(NetworkId.BACKBONE, NetworkId.of(7)), "", true, OptionalLong.empty(), "agent\u001b[31m",
                    List.of("a", "b"), false, Optional.empty(), List.of(), "", "", OptionalLong.empty(),
                    OptionalLong.empty(), false, Optional.empty()));
            case Heartbeat _ -> new Say(new Heartbeat.Ok(1_800_000_000, false));
            case SetHostname set -> new Say(new SetHostname.Ok(set.node(), set.hostname()));
            case GetAuditLog _ -> new Say(new GetAuditLog.Ok(List.of(), "", ""));
            case Register register -> new Say(new Register.Ok(ONE, NetworkId.BACKBONE, "0:0000.0000.0001",
                    register.publicKey(), register.listenAddress(), 1, "", "", ""));
            case CheckTrust _ -> new Refuse("node 3: not found");
            case ListNetworks _ -> new Say(new ListNetworks.Ok(List.of(network(0, "backbone", OptionalLong.of(12), ""),
                    network(7, "fleet", OptionalLong.empty(), "Lorries"))));
            case RotateKey rotate -> new Say(new RotateKey.Ok(rotate.node(), "", rotate.newPublicKey()));
            default -> new Say(new EmptyReply());
        };
    }

    private static ListNetworks.Network network(int id, String name, OptionalLong members, String description) {
        return new ListNetworks.Network(NetworkId.of(id), name, members, id == 0 ? "open" : "token", id != 0,
                1_800_000_000, OptionalLong.empty(), description, Optional.empty(), false, false);
    }
}
