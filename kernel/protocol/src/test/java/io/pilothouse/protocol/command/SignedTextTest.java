package io.pilothouse.protocol.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of wire.md 8.1 with the vectors of 8.2. */
class SignedTextTest {
    private static final String A = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String B = "Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc=";
    private static final String C = "JUO5L/EJVRFHatyDadtt3JM2ZaEZeN2hQE7hBmypVZ0=";
    private static final NodeId ONE = NodeId.of(1);
    private static final NodeId TWO = NodeId.of(2);
    private static final NetworkId NETWORK = NetworkId.of(1);

    record Vector(Command command, NodeId signer, String key, String text, String signature) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static Vector a(Command command, String text, String signature) {
        return new Vector(command, ONE, A, text, signature);
    }

    private static Vector b(Command command, String text, String signature) {
        return new Vector(command, TWO, B, text, signature);
    }

    private static Heartbeat heartbeat(String listenAddress, OptionalDouble time) {
        return new Heartbeat(ONE, listenAddress, time);
    }

    static Stream<Vector> vectors() {
        OptionalDouble absent = OptionalDouble.empty();
        return Stream.of(
                a(heartbeat("", absent), "heartbeat:1",
                        "/4grKDboxqlBOw3IvlHRnG2J9e+rkX/8vIfy5asy+j0y1k6ZsMKzffcaFgIFrn3mK80wF11fqg7+eGoO2IfvDw=="),
                a(heartbeat("203.0.113.5:4000", absent), "heartbeat:1:203.0.113.5:4000",
                        "YA+Mwf0dm+kUlerNpo7B6JLKTOrrNDDQT3qSW9RAAMhJGJqgpoivwAwVbUGTYEo5jnXJ2m8hU2qxFMJZO5VTCA=="),
                a(heartbeat("", OptionalDouble.of(1_800_000_000)), "heartbeat:1:1800000000",
                        "D6epXzc96tzr6VeZHx1OSS7cFummxjH0tiYB3LsZVOwduQRkZpHKtCz5xmdVskOHug/SgvkWELznjZpAvu1KCQ=="),
                a(new Resolve(TWO, ONE), "resolve:1:2",
                        "TTXTG4hqiMpuk/6pIMAijvbv+iJxWsgWUj5PhrlbpPfEHv3gB6dYuejaNTngef8yc6hvFbQrk052pE9jDhSfBA=="),
                a(new RotateKey(ONE, C), "rotate:1:JUO5L/EJVRFHatyDadtt3JM2ZaEZeN2hQE7hBmypVZ0=",
                        "80e8Nc9Kpc3p55JSLNHA80ebRp7Aw/C/WMSqyy4mSg2ONkWo1rVzTSAJhJ3cuAPTTHyYF9Bfij5edRdlyvcWCw=="),
                a(new Deregister(ONE), "deregister:1",
                        "CRXy54VIzkBLQZtM7FaWfGfFZ1T/ixtCwTOiiBmhWe+X0USirFotAXd42w1JL67aBNHgH4jeJn5JalqQsj0JCw=="),
                a(new SetVisibility(ONE, true), "set_visibility:1",
                        "MQr/AYoYcvn43FDxeixjbGTW1NTtbvW7gzrjiCAmMUmNjMs4TMFDAAQPyZVM4VdIjFYMaefV42q711I7nt9qCA=="),
                a(new SetHostname(ONE, "x"), "set_hostname:1",
                        "zYDTkQ4ci2cJK6uvR8XqpWrsu+c8BA29VmJ+qcTHFkKjPiYqxzscwPi8SURboO7fOYEiB35mywW5HdbcKQFSAA=="),
                a(new SetTags(ONE, List.of("x")), "set_tags:1",
                        "28l6HNhzFUuhklhQqptgA7GYShN3dsHD0D6P1Q224LUYSPdDXGJZ7UncF/3E+NC4IsHTow9Yvm0bpIzBr5RGAg=="),
                a(new SetTaskExec(ONE, true), "set_task_exec:1",
                        "pz4gdBxNiCfXaRyUwV8S8APovdA7jUD0sRNYwEnjVM/fj3IFDFlh4nhuCS5/Uu8AnPB8CF1YmdUCdN2cqNmnDA=="),
                a(new JoinNetwork(ONE, NETWORK, ""), "join_network:1:1",
                        "hkBI0PHzdmp/kbqENy1IijZdeNQbBPQZDbbpAjvr8wfqRIqKejd7ohXCkI2gAf0AejaIhu+gVxuQzXAkIq6QBA=="),
                a(new LeaveNetwork(ONE, NETWORK), "leave_network:1:1",
                        "0BAFGFgYW+WjLIUygnulUx71h4a7iXsGX2cdiEEmL4RIAaWkxebCNt4qXU9+KLS9UYhvF/b7DXvOUKyImdJ/CQ=="),
                a(new ReportTrust(ONE, TWO), "report_trust:1:2",
                        "pr5qQpvQ59Qj9sK6SrHFwM34xQzNZnTHXzkmMbHLeq0EpxsaCwDiipVKd2WNVtMLJPquUhSjmQFTsgPUMI+yBw=="),
                a(new RevokeTrust(ONE, TWO), "revoke_trust:1:2",
                        "shdAcO8XTKLjUC3ufodZUsGORaXIwBOSBndR3r+gnHc5bW2PG3CQzm7Oa8IJvb91mSICih+MXUPnlb4YPSUWCg=="),
                a(new RequestHandshake(ONE, TWO, "x"), "handshake:1:2",
                        "JFWdAzJ/10rbW/TzBhc5xafseihunY3Brl3sYiDb9VVAK0C8HIilfffmAypcUfphoFjIuyhrHIhPj1GYSpQ2CA=="),
                a(new PollHandshakes(ONE), "poll_handshakes:1",
                        "eVRG15yWMuJjdML+R3QtT988jMC0UlrMWWDh8DqoKSk749i2GsvQt4Qtt8Etbfd9V6bl/KmZtPfDcoBRcWvEAg=="),
                b(new RespondHandshake(TWO, ONE, true), "respond:2:1",
                        "Fgm2xKJURTs1xAU1oiPDlLmPpI3xE2PqzVYrEMoxip86cBSKc7y4N8n4XiliNT5Mtl0XE/1qLqrf7W2P7FNUCw=="),
                a(new Punch(ONE, ONE, TWO), "punch:1:2",
                        "X9bCMtAMAmhcHcw0r9FzUc9RcKDSe/Oh4/bsthoPbmPpZX1dxM96U4KAg5eel1on6LPVmW0Tp0MUmq4sPnYgBw=="),
                a(new InviteToNetwork(NETWORK, ONE, TWO), "invite:1:1:2",
                        "L7VNnxIhVY6gtVu2aE3kgE/GyGTcXMw8/jb5gzs1KLRi6YLX64oDO81bE+kq+2D6MmBjSJqB+DuIXlq2ZJDhDQ=="),
                a(new PollInvites(ONE), "poll_invites:1",
                        "bS4NH7cqC3hbFVDYDn+P+v0J3zqU2OUm1JWzd1Hmlbm91xmQpP3QBUe/YDP+Y0LS+vHL4xcWfbOriRknhtRGCQ=="),
                b(new RespondInvite(TWO, NETWORK, Optional.of(true)), "respond_invite:2:1",
                        "YAln+LYYRHkS93Q/VKEdIAp/aZbj/NiWYoCzlC/h3rGJEAUxp65UFDDK4lg1YOMrSyr7N+fS9632gklajkpXAQ=="),
                a(new SetKeyExpiry(ONE, "never"), "set_key_expiry:1",
                        "NnVawD8mVp9mZqogl4dAfscNYEHTajJ2000DRwy3n3eNclMFEm96Bu2YLsy97cfk1gvHe6o13S3dxIckTxL4BA=="),
                a(new Lookup(TWO, ONE), "lookup:1:2",
                        "6X7uSU95YTpGrtpcB+VK7u+x7KlFoAUvdif8fm1UYaqL0OB3xps80CCHX7Ibd4MGV1LzrFKKvUNEou4+KPvGAA=="),
                a(new ListNodes(NETWORK, ONE), "list_nodes:1:1",
                        "aaGh5rNmvOREF/5/DSuUCBQ28BAGWewaxeEG/r8wtCAIgPA5kKrbxviSinK5hVQZclNyUMI7YkS3NMaH3pcGDw=="),
                a(new CheckTrust(ONE, TWO, ONE), "check_trust:1:2",
                        "ezhyUJrRRqld5pRkjSa2lmqlAVqj7wXCJoBZUX9qGI20IGQv5C/Cx7a/PbzgI3Vq/Kmg4vbjPDIyZkpyJxHkBQ=="),
                a(new ResolveHostname("x", ONE), "resolve_hostname:1",
                        "xp/CxMhYp5PxO+Ba67Kd3ChfA4/0N2n+tGyLiuON+bKDMgj/Os6ypeU9H0HZ7iG8jonbb0yppvdkXChBc1bZCA=="));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void commandsSignTheTextOfTheVector(Vector vector) throws GeneralSecurityException {
        assertEquals(vector.signer, vector.command.signer());
        assertEquals(vector.text, vector.command.signedText());
        assertTrue(verifies(vector.key, vector.command.signedText(), vector.signature));
        assertFalse(verifies(vector.key, vector.command.signedText() + "0", vector.signature));
    }

    @Test
    void shortRotationAndRegistrationVerify() throws GeneralSecurityException {
        String rotation = new RotateKey(ONE, C).shortSignedText();
        assertEquals("rotate:1", rotation);
        assertTrue(verifies(A, rotation,
                "rORNEjC8xci5IgmU1rKJeCcT8DgkGBSQBCzrDtLmCKi12uomIk4mtZNgs2zfgH8HxtF1EpROWSzlz+3zJ+qICQ=="));
        assertTrue(verifies(A, register("0.0.0.0:4000").registrationText(),
                "BG+xcZdBjs0PKjMOk/oY4cE5H1TFj9CgrnPMuq3lCBTZKTMTFEO89L+W27105h0ve0A7IcfbdM0PMfdtm5CmCQ=="));
        assertTrue(verifies(A, register("").registrationText(),
                "xeogIQrxWVGo8XKgE06ydQFL6wCT25Of+Pqn8xer/SQNkNJjmEoJegTrqAgtra/CJirCamFENwG5bLJQlwV+Cw=="));
        assertTrue(register("").signer().none());
    }

    private static Register register(String listenAddress) {
        return new Register(A, listenAddress, "", "", List.of(), List.of(), "", "", OptionalLong.empty(), false);
    }

    @Test
    void roleCommandsCoverActorNetworkAndTarget() {
        NetworkId network = NetworkId.of(7);
        NodeId target = NodeId.of(4_294_967_295L);
        assertRole("promote_member:1:7:4294967295", new PromoteMember(network, target, ONE));
        assertRole("demote_member:1:7:4294967295", new DemoteMember(network, target, ONE));
        assertRole("kick_member:1:7:4294967295", new KickMember(network, target, ONE));
        assertRole("kick_member:1:7:4294967295:remove", new KickMember(network, target, ONE, "remove", false));
        assertRole("kick_member:1:7:4294967295:dry_run", new KickMember(network, target, ONE, "", true));
        assertRole("kick_member:1:7:4294967295:remove:dry_run", new KickMember(network, target, ONE, "remove", true));
        assertRole("transfer_ownership:1:7:2", new TransferOwnership(network, TWO, ONE));
        Optional<Object> absent = Optional.empty();
        assertRole("set_network_policy:1:7", new SetNetworkPolicy(network, absent, absent, absent, ONE));
        assertRole("set_expr_policy:1:7", new SetExprPolicy(network, absent, ONE));
        assertRole("set_member_tags:1:7:2", new SetMemberTags(network, TWO, Optional.empty(), ONE));
        assertRole("delete_network:1:7", new DeleteNetwork(network, ONE));
        assertRole("rename_network:1:7", new RenameNetwork(network, "x", ONE));
    }

    private static void assertRole(String text, Command command) {
        assertEquals(text, command.signedText());
        assertEquals(ONE, command.signer());
        assertEquals(NetworkId.of(7), command.scope());
    }

    @Test
    void badgesAndRecoveryBindTheStatement() {
        assertEquals("submit_badge:1:pilotbadge:v1:1:github:5:0:k:s",
                new SubmitBadge(ONE, "pilotbadge:v1:1:github:5:0:k:s", "").signedText());
        assertEquals("enroll_recovery:1:c0ffee",
                new EnrollRecovery(ONE, "pilotenroll:v1:1:github:c0ffee:5:k", "").signedText());
        assertEquals("enroll_recovery:1:", new EnrollRecovery(ONE, "junk", "").signedText());
        assertTrue(new RecoverIdentity(ONE, "", "", C).signer().none());
    }

    @Test
    void withoutRequesterNobodySigns() {
        for (Command command : List.of(new Lookup(TWO), new ListNodes(NETWORK, NodeId.NONE),
                new CheckTrust(ONE, TWO, NodeId.NONE), new ResolveHostname("x", NodeId.NONE))) {
            assertTrue(command.signer().none());
            assertEquals("", command.signedText());
        }
    }

    private static boolean verifies(String key, String text, String signature) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + PublicKey.LENGTH);
        System.arraycopy(PublicKey.parse(key).bytes(), 0, encoded, prefix.length, PublicKey.LENGTH);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(text.getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(WireBase64.decode(signature));
    }
}
