package io.pilothouse.kernel.access;

import static io.pilothouse.kernel.access.SealWorld.REGISTRY;
import static io.pilothouse.kernel.access.SealWorld.TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.ListNetworks;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Seal;
import io.pilothouse.protocol.wire.Seals;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** Clock, replay, restart and bounds of sealed signatures. */
class SealedSignaturesTest {
    private static final long SECOND = 1_000;
    private static final SealRules SMALL = new SealRules(Duration.ofSeconds(120), Duration.ofSeconds(5), 64, 40);

    private final SignatureCheck check = new BouncyCastleSignatureCheck();
    private final LiveState state = SealWorld.state();
    private int made;

    @Test
    void theWindowHasTwoEnds() {
        SealedSignatures seals = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        accept(seals, byOne(TIME - 120 * SECOND), TIME);
        refuse(seals, byOne(TIME - 120 * SECOND - 1), TIME, "expired; its time is 120001 ms behind, at most 120000");
        accept(seals, byOne(TIME + 5 * SECOND), TIME);
        refuse(seals, byOne(TIME + 5 * SECOND + 1), TIME, "ahead of this registry's clock");
        refuse(seals, byOne(Long.MIN_VALUE), TIME, "made before this registry started");
        refuse(seals, byOne(Long.MAX_VALUE), TIME, "ahead of this registry's clock");
    }

    @Test
    void nothingThatAnEarlierStartMayHaveAcceptedIsAcceptedAgain() {
        SealedSignatures before = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        // A client whose clock is ahead, just before the registry is killed and started again.
        Request request = byOne(TIME + 5 * SECOND);
        accept(before, request, TIME);
        SealedSignatures after = new SealedSignatures(check, SealRules.DEFAULT, TIME);
        for (long now = TIME; now <= TIME + 130 * SECOND; now += SECOND) {
            refuse(after, request, now, "made before this registry started; sign again with a time of at least "
                    + (TIME + 5 * SECOND + 1));
        }
        // Who follows the text need not wait.
        accept(after, byOne(after.earliest()), TIME + 1);
    }

    @Test
    void aSealIsGoodOnceForAsLongAsItsTimeIs() {
        SealedSignatures seals = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        Request request = byOne(TIME);
        accept(seals, request, TIME);
        for (long now = TIME; now <= TIME + 120 * SECOND; now += SECOND) {
            refuse(seals, request, now, "nonce already used");
            accept(seals, byTwo(now), now);
        }
        refuse(seals, request, TIME + 120 * SECOND + 1, "expired");
    }

    @Test
    void aClockThatIsSetBackRevivesNothing() {
        SealedSignatures seals = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        Request request = byOne(TIME);
        accept(seals, request, TIME);
        accept(seals, byTwo(TIME + 3_600 * SECOND), TIME + 3_600 * SECOND);
        assertEquals(1, seals.nonces());
        refuse(seals, request, TIME, "set back");
    }

    @Test
    void aWrongSignatureUsesNoNonceUp() {
        SealedSignatures seals = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        Request request = byOne(TIME);
        Seal seal = request.proof().seal().orElseThrow();
        Seal forged = new Seal(seal.node(), seal.registry(), seal.time(), seal.nonce(),
                WireBase64.encode(new byte[64]), seal.canonical());
        refuse(seals, new Request(request.command(), new Proof("", "", Optional.of(forged)), NodeId.NONE),
                TIME, "the signature does not fit the request");
        accept(seals, request, TIME);
    }

    @Test
    void twoNodesMayChooseTheSameNonce() {
        SealedSignatures seals = new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED);
        accept(seals, sealed(Ed25519Cases.SEED_A, 1, TIME, 7), TIME);
        accept(seals, sealed(Ed25519Cases.SEED_B, 2, TIME, 7), TIME);
        refuse(seals, sealed(Ed25519Cases.SEED_A, 1, TIME + 50 * SECOND, 7), TIME + 50 * SECOND, "already used");
    }

    @Test
    void oneNodeCannotFillTheMemory() {
        SealedSignatures seals = new SealedSignatures(check, SMALL, SealWorld.STARTED);
        for (int i = 0; i < 40; i++) {
            accept(seals, byOne(TIME), TIME);
        }
        Refusal full = refuse(seals, byOne(TIME), TIME,
                "rate limited: too many sealed requests of node 1 within 120 s");
        assertEquals(Refusal.Code.LIMIT, full.code());
        accept(seals, byTwo(TIME), TIME);
        // Room comes back when the first ones are too old to be sent again.
        long later = TIME + 130 * SECOND;
        accept(seals, byOne(later), later);
        assertEquals(1, seals.nonces());
    }

    @Test
    void aFullMemoryRefusesInsteadOfForgetting() {
        SealedSignatures seals = new SealedSignatures(check, SMALL, SealWorld.STARTED);
        Request first = byOne(TIME);
        accept(seals, first, TIME);
        for (int i = 1; i < 40; i++) {
            accept(seals, byOne(TIME), TIME);
        }
        for (int i = 40; i < 64; i++) {
            accept(seals, byTwo(TIME), TIME);
        }
        Refusal full = refuse(seals, byTwo(TIME), TIME, "this registry takes no more");
        assertEquals(Refusal.Code.UNAVAILABLE, full.code());
        refuse(seals, first, TIME, "already used");
        assertEquals(64, seals.nonces());
    }

    @Test
    void newKeysShareOneBound() {
        SealedSignatures seals = new SealedSignatures(check, SMALL, SealWorld.STARTED);
        for (int i = 0; i < 40; i++) {
            accept(seals, registration(i), TIME);
        }
        refuse(seals, registration(40), TIME, "too many sealed requests of keys that are not registered yet");
        accept(seals, byOne(TIME), TIME);
    }

    @Test
    void aRegistryWithoutAnIdTakesNoSeal() {
        SealedSignatures seals = new SealedSignatures(check, SMALL, SealWorld.STARTED);
        Request request = sealed(Ed25519Cases.SEED_A, 1, TIME, 1, "");
        Refusal refusal = assertThrows(Refusal.class, () -> seals.verify(request.proof().seal().orElseThrow(),
                request.command(), new LiveState(), TIME));
        assertTrue(refusal.getMessage().contains("made for registry"), refusal.getMessage());
    }

    @Test
    void theAuthenticatorYieldsSealedEvidence() {
        Presence presence = new Presence();
        Authenticator authenticator = new Authenticator(check,
                new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED), presence);
        Caller caller = authenticator.examine(byOne(TIME), Source.LOCAL, state, TIME);
        assertEquals(new SignatureEvidence.Verified(SealWorld.ONE, Ed25519Cases.A, SignatureEvidence.Form.SEALED),
                caller.signature());
        assertTrue(presence.hasProved(SealWorld.ONE));
    }

    @Test
    void whatIsNestedTooDeepCannotBeSealed() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        Request request = SealWorld.request("{\"type\":\"list_networks\",\"x\":" + deep + ",\"seal\":{\"node_id\":1,"
                + "\"registry\":\"" + REGISTRY + "\",\"time\":" + TIME + ",\"nonce\":\"" + SealVectors.NONCE
                + "\",\"signature\":\"" + WireBase64.encode(Ed25519Cases.sign(Ed25519Cases.SEED_A, new byte[0]))
                + "\"}}");
        refuse(new SealedSignatures(check, SMALL, SealWorld.STARTED), request, TIME,
                "the signature does not fit the request");
    }

    @Test
    void rulesRefuseWhatMakesNoSense() {
        Duration minute = Duration.ofMinutes(1);
        List<String> said = new ArrayList<>();
        for (Runnable wrong : List.<Runnable>of(() -> new SealRules(Duration.ZERO, minute, 64, 1),
                () -> new SealRules(Duration.ofDays(1), minute, 64, 1),
                () -> new SealRules(minute, Duration.ofSeconds(-1), 64, 1), () -> new SealRules(minute, minute, 63, 1),
                () -> new SealRules(minute, minute, 64, 65))) {
            said.add(assertThrows(IllegalArgumentException.class, wrong::run).getMessage());
        }
        // Only the first is a setting, and is called as the operator knows it.
        assertEquals(List.of("seal-window must be 1 s … 1 h but is 0 ms",
                "seal-window must be 1 s … 1 h but is 86400000 ms",
                "a client's clock may be ahead by 0 … 1 h, not by -1000 ms",
                "at least 64 nonces must be remembered, not 63",
                "of one node 1 … 64 nonces may be remembered, not 65"), said);
    }

    private Request byOne(long time) {
        return sealed(Ed25519Cases.SEED_A, 1, time, ++made);
    }

    private Request byTwo(long time) {
        return sealed(Ed25519Cases.SEED_B, 2, time, ++made);
    }

    private Request sealed(Ed25519PrivateKeyParameters key, long node, long time, long nonce) {
        return sealed(key, node, time, nonce, REGISTRY);
    }

    private static Request sealed(Ed25519PrivateKeyParameters key, long node, long time, long nonce,
            String registry) {
        return seal(new Request(new ListNetworks(), Proof.NONE, NodeId.NONE), key, node, time, nonce, registry);
    }

    private static Request registration(int number) {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
        Register register = new Register(WireBase64.encode(key.generatePublicKey().getEncoded()), "", "", "", List.of(),
                List.of(), "", "", OptionalLong.empty(), false);
        return seal(new Request(register, Proof.NONE, NodeId.NONE), key, 0, TIME, number, REGISTRY);
    }

    private static Request seal(Request open, Ed25519PrivateKeyParameters key, long node, long time, long nonce,
            String registry) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(8, nonce).array();
        Seal draft = new Seal(NodeId.of(node), registry, time, WireBase64.encode(bytes), "", new byte[0]);
        return Seals.seal(open, draft, text -> Ed25519Cases.sign(key, text));
    }

    private void accept(SealedSignatures seals, Request request, long now) {
        SignatureEvidence.Verified evidence = seals.verify(request.proof().seal().orElseThrow(), request.command(),
                state, now);
        assertEquals(SignatureEvidence.Form.SEALED, evidence.form());
    }

    private Refusal refuse(SealedSignatures seals, Request request, long now, String text) {
        Refusal refusal = assertThrows(Refusal.class,
                () -> seals.verify(request.proof().seal().orElseThrow(), request.command(), state, now));
        assertTrue(refusal.getMessage().startsWith("sealed signature: ") && refusal.getMessage().contains(text),
                refusal.getMessage());
        return refusal;
    }
}
