package io.pilothouse.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.client.testing.ScriptedRegistry;
import io.pilothouse.client.testing.ScriptedRegistry.Drop;
import io.pilothouse.client.testing.ScriptedRegistry.Refuse;
import io.pilothouse.client.testing.ScriptedRegistry.Say;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.ListNetworks;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.command.RotateKey;
import io.pilothouse.protocol.command.Seal;
import io.pilothouse.protocol.command.SetHostname;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What proofs commands carry; the expected signatures are the vectors of {@code wire.md} 8.2. */
@Timeout(60)
class ProofTest {
    private static final NodeId ONE = NodeId.of(1);
    private static final String KEY_A = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String KEY_C = "JUO5L/EJVRFHatyDadtt3JM2ZaEZeN2hQE7hBmypVZ0=";
    private static final Ed25519Signer A = Ed25519Signer.ofSeed(ONE, seed(0));
    private static final String HEARTBEAT = "/4grKDboxqlBOw3IvlHRnG2J9e+rkX/8vIfy5asy+j0y1k6ZsMKzffcaFgIFrn3mK80wF11fqg7"
            + "+eGoO2IfvDw==";

    @Test
    void aSeedGivesTheKeyAndTheSignaturesOfTheVectors() {
        assertEquals(KEY_A, A.publicKey().base64());
        assertEquals("29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7",
                HexFormat.of().formatHex(Ed25519Signer.ofSeed(ONE, seed(0x20)).publicKey().bytes()));
        assertEquals(HEARTBEAT, Base64.getEncoder().encodeToString(A.sign("heartbeat:1".getBytes(
                StandardCharsets.US_ASCII))));
        assertEquals(A.publicKey(), Ed25519Signer.ofPkcs8(ONE, A.pkcs8()).publicKey());
        assertEquals(NodeId.of(5), A.forNode(NodeId.of(5)).node());
        assertThrows(IllegalArgumentException.class, () -> Ed25519Signer.ofSeed(ONE, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> Ed25519Signer.ofPkcs8(ONE, new byte[48]));
        assertNotEquals(Ed25519Signer.generate(ONE).publicKey(), Ed25519Signer.generate(ONE).publicKey());
    }

    @Test
    void commandsOfTheSignersNodeAreSigned() {
        assertEquals(new Proof(HEARTBEAT, "", Optional.empty()), proof(new Heartbeat(ONE, "", OptionalDouble.empty())));
        assertEquals("80e8Nc9Kpc3p55JSLNHA80ebRp7Aw/C/WMSqyy4mSg2ONkWo1rVzTSAJhJ3cuAPTTHyYF9Bfij5edRdlyvcWCw==",
                proof(new RotateKey(ONE, KEY_C)).signature());
        assertEquals("BG+xcZdBjs0PKjMOk/oY4cE5H1TFj9CgrnPMuq3lCBTZKTMTFEO89L+W27105h0ve0A7IcfbdM0PMfdtm5CmCQ==",
                proof(register(KEY_A)).signature());
        assertEquals("zYDTkQ4ci2cJK6uvR8XqpWrsu+c8BA29VmJ+qcTHFkKjPiYqxzscwPi8SURboO7fOYEiB35mywW5HdbcKQFSAA==",
                proof(new SetHostname(ONE, "agent")).signature());
    }

    @Test
    void nothingElseIsSigned() {
        assertEquals("", proof(new SetHostname(NodeId.of(2), "agent")).signature());
        assertEquals("", proof(register(KEY_C)).signature());
        assertEquals(Proof.NONE, proof(new Lookup(NodeId.of(2))));
    }

    @Test
    void theAdminTokenGoesWhereSomebodyAsksForIt() {
        Prover prover = new Prover(Optional.of(A), "secret", Optional.empty(), new SealClock(Clock.systemUTC()));
        assertEquals("secret", prover.prove(new ListNetworks()).proof().adminToken());
        assertEquals("secret", prover.prove(new SetHostname(ONE, "a")).proof().adminToken());
        assertEquals("", prover.prove(new Heartbeat(ONE, "", OptionalDouble.empty())).proof().adminToken());
        assertEquals("", prover.prove(register(KEY_A)).proof().adminToken());
    }

    @Test
    void nativeFormsWorkAndOthersTravelWithinThem() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> switch (request.command()) {
            case Heartbeat _ -> new Say(new Heartbeat.Ok(1_800_000_000, true));
            case Resolve resolve -> new Say(new Resolve.Ok(resolve.node(), "198.51.100.7:4000", KEY_C, List.of(),
                    List.of("192.168.1.20:4000"), OptionalLong.of(12), false));
            case Lookup _ -> new Refuse("node 9: not found");
            default -> new Say(new SetHostname.Ok(ONE, "agent"));
        }); RegistryClient client = RegistryClient.to(registry.address()).binary().signer(A).open()) {
            assertEquals(new Heartbeat.Ok(1_800_000_000, true),
                    client.call(Heartbeat.TYPE, new Heartbeat(ONE, "", OptionalDouble.empty())));
            assertEquals("198.51.100.7:4000",
                    client.call(Resolve.TYPE, new Resolve(NodeId.of(2), ONE)).realAddress());
            assertEquals("node 9: not found", assertThrows(RegistryRefusal.class,
                    () -> client.call(Lookup.TYPE, new Lookup(NodeId.of(9)))).text());
            assertEquals("agent", client.call(SetHostname.TYPE, new SetHostname(ONE, "agent")).hostname());
            assertEquals(1, registry.connections());
            assertEquals(HEARTBEAT, registry.requests().getFirst().proof().signature());
        }
    }

    @Test
    void aSealCoversTheCommandAndIsMadeAnewForTheRetry() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(
                _ -> count.incrementAndGet() == 1 ? new Drop() : new Say(new SetHostname.Ok(ONE, "agent")));
                RegistryClient client = RegistryClient.to(registry.address()).signer(A).seal("r-1")
                        .reconnect(new Reconnect(2, Duration.ofMillis(1), Duration.ofMillis(1))).open()) {
            client.call(SetHostname.TYPE, new SetHostname(ONE, "agent"));
            List<Seal> seals = registry.requests().stream().map(request -> request.proof().seal().orElseThrow())
                    .toList();
            assertEquals(2, seals.size());
            assertNotEquals(seals.get(0).nonce(), seals.get(1).nonce());
            for (Seal seal : seals) {
                assertEquals("r-1", seal.registry());
                assertEquals(ONE, seal.node());
                assertTrue(verified(seal));
            }
            assertEquals("", registry.requests().getFirst().proof().signature());
        }
    }

    @Test
    void aRegistrationIsSealedByItsKeyAndOthersCommandsAreNot() {
        Prover prover = new Prover(Optional.of(A.forNode(NodeId.NONE)), "", Optional.of("r"),
                new SealClock(Clock.systemUTC()));
        assertEquals(NodeId.NONE, prover.prove(register(KEY_A)).proof().seal().orElseThrow().node());
        assertEquals(Optional.empty(), prover.prove(register(KEY_C)).proof().seal());
        assertEquals(Optional.empty(), prover.prove(new ListNetworks()).proof().seal());
    }

    @Test
    void aWrongClockIsCorrectedOnce() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC);
        String ahead = "sealed signature: expired; its time is 9 ms behind, at most 1 are allowed; sign again (now 1800000001000)";
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> sealTime(request) == 1_800_000_001_000L
                ? new Say(new SetHostname.Ok(ONE, "agent"))
                : new Refuse(ahead));
                RegistryClient client = RegistryClient.to(registry.address()).signer(A).seal("r").clock(clock).open()) {
            assertEquals("agent", client.call(SetHostname.TYPE, new SetHostname(ONE, "agent")).hostname());
            assertEquals(2, registry.requests().size());
        }
        try (ScriptedRegistry registry = new ScriptedRegistry(_ -> new Refuse(ahead));
                RegistryClient client = RegistryClient.to(registry.address()).signer(A).seal("r").clock(clock).open()) {
            assertThrows(RegistryRefusal.class, () -> client.call(SetHostname.TYPE, new SetHostname(ONE, "agent")));
            assertEquals(2, registry.requests().size());
        }
        SealClock corrected = new SealClock(clock);
        assertTrue(corrected.corrected("sealed signature: made before this registry started; sign again with a time of"
                + " at least 1800000005001 (now 1800000001000)"));
        assertEquals(1_800_000_005_001L, corrected.millis());
    }

    private static long sealTime(Request request) {
        return request.proof().seal().orElseThrow().time();
    }

    private static Proof proof(Command command) {
        return new Prover(Optional.of(A), "", Optional.empty(), new SealClock(Clock.systemUTC())).prove(command)
                .proof();
    }

    private static Register register(String key) {
        return new Register(key, "0.0.0.0:4000", "", "", List.of(), List.of(), "", "", OptionalLong.empty(), false);
    }

    private static boolean verified(Seal seal) throws Exception {
        byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100"
                + HexFormat.of().formatHex(A.publicKey().bytes()));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        signature.update(seal.canonical());
        return signature.verify(Base64.getDecoder().decode(seal.signature()));
    }

    private static byte[] seed(int first) {
        byte[] seed = new byte[32];
        IntStream.range(0, 32).forEach(i -> seed[i] = (byte) (first + i));
        return seed;
    }
}
