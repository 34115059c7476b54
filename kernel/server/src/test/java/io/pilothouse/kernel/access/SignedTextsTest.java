package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.WireBase64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which evidence the legacy signatures of {@code wire.md} 8.2 yield. */
class SignedTextsTest {
    private static final String A_BASE64 = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String NEW_KEY = "JUO5L/EJVRFHatyDadtt3JM2ZaEZeN2hQE7hBmypVZ0=";

    private final LiveState state = SealWorld.state();
    private final SignatureCheck check = new BouncyCastleSignatureCheck();
    private final Authenticator authenticator = new Authenticator(new VerifiedTexts(check, 64),
            new SealedSignatures(check, SealRules.DEFAULT, SealWorld.STARTED), new Presence());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "\"type\":\"heartbeat\",\"node_id\":1"
                + "|/4grKDboxqlBOw3IvlHRnG2J9e+rkX/8vIfy5asy+j0y1k6ZsMKzffcaFgIFrn3mK80wF11fqg7+eGoO2IfvDw==",
        "\"type\":\"heartbeat\",\"node_id\":1,\"listen_addr\":\"203.0.113.5:4000\""
                + "|YA+Mwf0dm+kUlerNpo7B6JLKTOrrNDDQT3qSW9RAAMhJGJqgpoivwAwVbUGTYEo5jnXJ2m8hU2qxFMJZO5VTCA==",
        "\"type\":\"heartbeat\",\"node_id\":1,\"ts\":1800000000"
                + "|D6epXzc96tzr6VeZHx1OSS7cFummxjH0tiYB3LsZVOwduQRkZpHKtCz5xmdVskOHug/SgvkWELznjZpAvu1KCQ==",
        "\"type\":\"resolve\",\"requester_id\":1,\"node_id\":2"
                + "|TTXTG4hqiMpuk/6pIMAijvbv+iJxWsgWUj5PhrlbpPfEHv3gB6dYuejaNTngef8yc6hvFbQrk052pE9jDhSfBA==",
        "\"type\":\"rotate_key\",\"node_id\":1,\"new_public_key\":\"" + NEW_KEY + "\""
                + "|80e8Nc9Kpc3p55JSLNHA80ebRp7Aw/C/WMSqyy4mSg2ONkWo1rVzTSAJhJ3cuAPTTHyYF9Bfij5edRdlyvcWCw=="})
    void aNodeSignsTheTextOfItsCommand(String members, String signature) {
        SignatureEvidence expected = new SignatureEvidence.Verified(SealWorld.ONE, Ed25519Cases.A,
                SignatureEvidence.Form.LEGACY);
        assertEquals(expected, evidence(members, signature));
        // Remembered, and still the same.
        assertEquals(expected, evidence(members, signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence(members.replace("1", "2"), signature));
    }

    @Test
    void theShortFormOfARotationIsTold() {
        String signature = "rORNEjC8xci5IgmU1rKJeCcT8DgkGBSQBCzrDtLmCKi12uomIk4mtZNgs2zfgH8HxtF1EpROWSzlz+3zJ+qICQ==";
        assertEquals(
                new SignatureEvidence.Verified(SealWorld.ONE, Ed25519Cases.A, SignatureEvidence.Form.SHORT),
                evidence("\"type\":\"rotate_key\",\"node_id\":1,\"new_public_key\":\"" + NEW_KEY + "\"", signature));
    }

    @Test
    void aRegistrationIsSignedByTheKeyItBrings() {
        String signature = "BG+xcZdBjs0PKjMOk/oY4cE5H1TFj9CgrnPMuq3lCBTZKTMTFEO89L+W27105h0ve0A7IcfbdM0PMfdtm5CmCQ==";
        String register = "\"type\":\"register\",\"listen_addr\":\"0.0.0.0:4000\",\"public_key\":\"";
        assertEquals(
                new SignatureEvidence.Verified(NodeId.NONE, Ed25519Cases.A, SignatureEvidence.Form.LEGACY),
                evidence(register + A_BASE64 + "\"", signature));
        assertEquals(new SignatureEvidence.Wrong(),
                evidence(register.replace("4000", "4001") + A_BASE64 + "\"", signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence(register + NEW_KEY + "\"", signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence(register + "AAAA\"", signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence(register + "%\"", signature));
        // A key of low order signs nothing.
        assertEquals(new SignatureEvidence.Wrong(),
                evidence(register + WireBase64.encode(Ed25519Cases.hex(Ed25519Cases.LOW_ORDER.getFirst())) + "\"",
                        WireBase64.encode(new byte[64])));
    }

    @Test
    void withoutAKeyOrATextNothingVerifies() {
        String signature = WireBase64.encode(Ed25519Cases.sign(Ed25519Cases.SEED_A, ""));
        assertEquals(new SignatureEvidence.Wrong(), evidence("\"type\":\"heartbeat\",\"node_id\":3", signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence("\"type\":\"heartbeat\",\"node_id\":77", signature));
        assertEquals(new SignatureEvidence.Wrong(), evidence("\"type\":\"list_networks\"", signature));
        assertEquals(new SignatureEvidence.Absent(), evidence("\"type\":\"heartbeat\",\"node_id\":1", ""));
    }

    private SignatureEvidence evidence(String members, String signature) {
        return authenticator.examine(SealWorld.request("{" + members + ",\"signature\":\"" + signature + "\"}"),
                Source.LOCAL, state, SealWorld.TIME).signature();
    }
}
