package io.pilothouse.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must be, in the order in which it is looked at, with the texts of {@code commands-enterprise.md} 6.7. */
class OidcProviderTest {
    private static final PrivateKey KEY = TestKeys.RSA.getPrivate();
    private static final SecretKeySpec SECRET = new SecretKeySpec(TestKeys.SECRET, "raw");
    private static final String NODE_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final String NODE_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    /** RFC 8037, appendix A.3. */
    private static final String NODE_THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    private OidcProvider provider() {
        issuer.publish(TestKeys.published(TestKeys.RSA, "r1", ",\"alg\":\"RS256\",\"use\":\"sig\""),
                TestKeys.secret("h1", TestKeys.SECRET, ",\"alg\":\"HS256\""),
                TestKeys.published(TestKeys.RSA, "noalg", ""));
        return issuer.provider("/keys");
    }

    private Verdict verdict(String token) {
        return provider().verify(new Credential(token, ""));
    }

    private Verdict claimed(String claims) {
        return verdict(TestKeys.token("RS256", "r1", claims, KEY));
    }

    private static String malformed(Verdict verdict) {
        return assertInstanceOf(Verdict.Malformed.class, verdict).text();
    }

    private static String rejected(Verdict verdict) {
        return assertInstanceOf(Verdict.Rejected.class, verdict).text();
    }

    private static String verified(Verdict verdict) {
        return assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString).externalId();
    }

    @Test
    void aGoodTokenTellsWhoItIs() {
        Verdict.Verified verified = assertInstanceOf(Verdict.Verified.class, claimed(issuer.claims(
                ",\"email\":\"ann@example.net\",\"groups\":[\"a\",\"b\"],\"name\":7,\"roles\":[1]")));
        assertEquals("user-1", verified.externalId());
        assertEquals(List.of(TestIssuer.NAME), verified.attributes().get("issuer"));
        assertEquals(List.of("user-1"), verified.attributes().get("subject"));
        assertEquals(List.of("a", "b"), verified.attributes().get("groups"));
        assertEquals(Set.of("issuer", "subject", "email", "groups"), verified.attributes().keySet());
    }

    static Stream<Algorithm> algorithms() {
        return Stream.of(Algorithm.values());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void everyAlgorithmVerifiesAndRefuses(Algorithm algorithm) {
        SecretKeySpec secret = new SecretKeySpec(
                (new String(TestKeys.SECRET, StandardCharsets.US_ASCII) + "x".repeat(32))
                        .getBytes(StandardCharsets.US_ASCII),
                "raw");
        KeyPair pair = switch (algorithm.keyType()) {
            case "RSA" -> TestKeys.RSA;
            case "EC" -> TestKeys.curve("secp" + algorithm.curve().substring(2) + "r1");
            default -> TestKeys.pair("Ed25519", 255);
        };
        boolean shared = algorithm.keyType().equals("oct");
        issuer.publish(shared
                ? TestKeys.secret("k", secret.getEncoded(), "")
                : TestKeys.published(pair, "k", ",\"alg\":\"" + algorithm.id() + "\",\"key_ops\":[\"verify\"]"));
        String token = TestKeys.token(algorithm.id(), "k", issuer.good(), shared ? secret : pair.getPrivate());
        OidcProvider provider = issuer.provider("/keys");
        assertEquals("user-1", verified(provider.verify(new Credential(token, NODE_KEY))));
        int middle = token.length() - 20;
        String changed = token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A')
                + token.substring(middle + 1);
        assertTrue(rejected(provider.verify(new Credential(changed, NODE_KEY))).startsWith("invalid "));
        assertTrue(rejected(provider.verify(new Credential(token.substring(0, token.lastIndexOf('.') + 1), "")))
                .startsWith("invalid "), "an empty signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"abc|invalid token: invalid JWT: expected 3 parts, got 1",
        "a.b|invalid token: invalid JWT: expected 3 parts, got 2",
        "a.b.c.d|invalid token: decode JWT header: illegal base64 data at input byte 0",
        "e30.e30.c.d|invalid token: invalid JWT: expected 3 parts, got 4",
        "***.e30.x|invalid token: decode JWT header: illegal base64 data at input byte 0",
        "e30=.e30.x|invalid token: decode JWT header: illegal base64 data at input byte 3",
        "e31.e30.x|invalid token: decode JWT header: illegal base64 data at input byte 2",
        "e30.***.x|invalid token: decode JWT claims: illegal base64 data at input byte 0",
        "bm9qc29u.e30.x|invalid token: parse JWT header: invalid character at byte 0",
        ".e30.x|invalid token: parse JWT header: unexpected end of JSON input",
        "W10.e30.x|invalid token: parse JWT header: json: an object is needed, not an array",
        "e30.W10.x|invalid token: parse JWT claims: json: an object is needed, not an array",
        "e30.e30.x|unsupported JWT algorithm: ''"})
    void whatIsNoTokenIsNone(String token, String text) {
        assertEquals(text.replace("''", ""), malformed(verdict(token)));
        assertEquals(0, issuer.asked("/keys"), "and nobody is asked for keys");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"aud\":5|aud must be string or []string",
        "\"aud\":[\"bots\",5]|aud must be string or []string",
        "\"exp\":4102444800.5|json: exp must be a whole number",
        "\"exp\":\"4102444800\"|json: exp must be a whole number",
        "\"exp\":99999999999999999999|json: exp must be a whole number", "\"nbf\":1e3|json: nbf must be a whole number",
        "\"iat\":true|json: iat must be a whole number", "\"sub\":7|json: sub must be a string",
        "\"iss\":[]|json: iss must be a string"})
    void claimsOfAnotherTypeMakeItNone(String claim, String text) {
        assertEquals("invalid token: parse JWT claims: " + text, malformed(claimed("{" + claim + "}")));
    }

    @Test
    void noMemberTwiceAndNoDepth() {
        assertTrue(malformed(claimed("{\"sub\":\"a\",\"sub\":\"b\"}")).contains("parse JWT claims: invalid character"));
        assertTrue(malformed(claimed("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .startsWith("invalid token: parse JWT claims: invalid character"));
        assertTrue(malformed(claimed(issuer.claims(",\"x\":\"" + "y".repeat(16_384) + "\"")))
                .contains("more than 16384 characters"));
        assertTrue(malformed(claimed(issuer.claims("") + "{}")).contains("invalid character"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "rs256", "HS1", "RSA1_5", "dir", "RS256 ", ""})
    void algorithmsThatAreNone(String algorithm) {
        assertEquals("unsupported JWT algorithm: " + algorithm, malformed(verdict(
                TestKeys.signed("{\"alg\":\"" + algorithm + "\",\"kid\":\"zz\"}", issuer.good(), "RS256", KEY))));
        assertEquals(0, issuer.asked("/keys"), "the algorithm is looked at before the key");
    }

    @Test
    void headersThatDemandMoreAreRefused() {
        for (String more : List.of("\"crit\":[\"b64\"],\"b64\":false", "\"crit\":[]", "\"crit\":null")) {
            assertTrue(malformed(verdict(TestKeys.signed("{\"alg\":\"RS256\",\"kid\":\"r1\"," + more + "}",
                    issuer.good(), "RS256", KEY))).contains("crit"));
        }
        for (String type : List.of("dpop+jwt", "logout+jwt", "JOSE", "application/", "application/dpop+jwt")) {
            assertTrue(malformed(verdict(TestKeys.signed(
                    "{\"alg\":\"RS256\",\"kid\":\"r1\",\"typ\":\"" + type + "\"}", issuer.good(), "RS256", KEY)))
                    .contains("not JWT"));
        }
        for (String type : List.of("jwt", "JWT", "at+jwt", "application/at+JWT", "application/jwt", "")) {
            assertEquals("user-1", verified(verdict(TestKeys.signed(
                    "{\"alg\":\"RS256\",\"kid\":\"r1\",\"typ\":\"" + type + "\"}", issuer.good(), "RS256", KEY))));
        }
    }

    /** A token cannot bring its own key along. */
    @Test
    void keysInTheHeaderAreNotLookedAt() {
        assertEquals("invalid RSA signature: crypto/rsa: verification error",
                rejected(verdict(TestKeys.signed("{\"alg\":\"RS256\",\"kid\":\"r1\",\"jwk\":"
                        + TestKeys.published(TestKeys.OTHER_RSA, "r1", "") + ",\"jku\":\"" + issuer.uri("/own") + "\"}",
                        issuer.good(), "RS256", TestKeys.OTHER_RSA.getPrivate()))));
        assertEquals(0, issuer.asked("/own"));
    }

    @Test
    void aKeyIsForItsOwnAlgorithmOnly() {
        SecretKeySpec published = new SecretKeySpec(TestKeys.RSA.getPublic().getEncoded(), "raw");
        assertEquals("algorithm mismatch: JWT header says HS256, JWKS key says RS256",
                malformed(verdict(TestKeys.token("HS256", "r1", issuer.good(), published))));
        assertEquals("key type mismatch: HS256 requires oct key, got RSA",
                malformed(verdict(TestKeys.token("HS256", "noalg", issuer.good(), published))));
        assertEquals("algorithm mismatch: JWT header says RS256, JWKS key says HS256",
                malformed(verdict(TestKeys.token("RS256", "h1", issuer.good(), KEY))));
        assertEquals("key type mismatch: ES256 requires EC key, got RSA",
                malformed(verdict(TestKeys.token("ES256", "noalg", issuer.good(),
                        TestKeys.curve("secp256r1").getPrivate()))));
        assertEquals("user-1", verified(verdict(TestKeys.token("RS256", "noalg", issuer.good(), KEY))));
        assertEquals("user-1", verified(verdict(TestKeys.token("HS256", "h1", issuer.good(), SECRET))));
    }

    @Test
    void theOperatorChoosesAlgorithms() {
        provider();
        OidcProvider provider = new OidcProvider(Algorithm.listed("ES256, RS256"),
                new KeyCache(issuer.keys("/keys"), issuer.clock(), KeyCache.FRESH),
                new ClaimRules("", "", "", false), new KeyBinding(false), "sub", issuer.clock());
        assertEquals("unsupported JWT algorithm: HS256", malformed(
                provider.verify(new Credential(TestKeys.token("HS256", "h1", issuer.good(), SECRET), ""))));
        assertEquals("user-1", verified(
                provider.verify(new Credential(TestKeys.token("RS256", "r1", "{\"sub\":\"user-1\"}", KEY), ""))));
    }

    @Test
    void signaturesThatAreNone() {
        String token = TestKeys.token("RS256", "r1", issuer.good(), KEY);
        String stem = token.substring(0, token.lastIndexOf('.') + 1);
        assertEquals("decode signature: illegal base64 data at input byte 0", rejected(verdict(stem + "***")));
        assertEquals("invalid RSA signature: crypto/rsa: verification error", rejected(verdict(stem)));
        assertEquals("invalid RSA signature: crypto/rsa: verification error", rejected(verdict(stem + "AAAA")));
        assertEquals("invalid HMAC signature", rejected(verdict(TestKeys.token("HS256", "h1", issuer.good(),
                new SecretKeySpec("another secret, which has 32 bytes".getBytes(StandardCharsets.US_ASCII), "raw")))));
    }

    /** Who cannot sign learns nothing of what claims are wanted. */
    @Test
    void theSignatureIsLookedAtBeforeTheClaims() {
        for (String claims : List.of("{}", "{\"iss\":\"evil\",\"sub\":\"x\"}", issuer.claims(",\"exp\":1"))) {
            assertEquals("invalid RSA signature: crypto/rsa: verification error",
                    rejected(verdict(TestKeys.token("RS256", "r1", claims, TestKeys.OTHER_RSA.getPrivate()))));
        }
        assertEquals("unsupported JWT algorithm: none", malformed(verdict(
                TestKeys.signed("{\"alg\":\"none\",\"kid\":\"r1\"}", "{\"iss\":\"evil\"}", "RS256", KEY))));
    }

    @Test
    void issuerAndAudience() {
        assertEquals("issuer mismatch: got \"evil\", want \"https://id.example.net/\"",
                rejected(claimed("{\"iss\":\"evil\",\"sub\":\"u\",\"aud\":\"bots\"}")));
        assertEquals("issuer mismatch: got \"\", want \"https://id.example.net/\"", rejected(claimed("{}")));
        assertEquals("issuer mismatch: got \"https://id.example.net\", want \"https://id.example.net/\"",
                rejected(claimed("{\"iss\":\"https://id.example.net\"}")), "letter by letter");
        String start = "{\"iss\":\"" + TestIssuer.NAME + "\",\"sub\":\"u\"";
        assertEquals("audience mismatch: got [], want \"bots\"", rejected(claimed(start + "}")));
        assertEquals("audience mismatch: got [], want \"bots\"", rejected(claimed(start + ",\"aud\":[]}")));
        assertEquals("audience mismatch: got [x y], want \"bots\"",
                rejected(claimed(start + ",\"aud\":[\"x\",\"y\"]}")));
        assertEquals("u", verified(claimed(start + ",\"aud\":[\"x\",\"bots\"]}")));
    }

    @Test
    void timesHaveAMinuteOfTolerance() {
        long now = issuer.seconds();
        assertEquals("token expired at " + (now - 61) + " (now " + now + ")",
                rejected(claimed(issuer.claims(",\"exp\":" + (now - 61)))));
        assertEquals("user-1", verified(claimed(issuer.claims(",\"exp\":" + (now - 60)))));
        assertEquals("token not yet valid (nbf " + (now + 61) + ", now " + now + ")",
                rejected(claimed(issuer.claims(",\"nbf\":" + (now + 61)))));
        assertEquals("user-1", verified(claimed(issuer.claims(",\"nbf\":" + (now + 60)))));
        for (String never : List.of("", ",\"exp\":0", ",\"exp\":-5", ",\"exp\":null", ",\"exp\":" + Long.MAX_VALUE)) {
            assertEquals("user-1", verified(claimed(issuer.claims(never + ",\"iat\":4102444800"))));
        }
        assertTrue(rejected(claimed(issuer.claims(",\"nbf\":" + Long.MAX_VALUE))).startsWith("token not yet valid"));
        assertEquals("user-1", verified(claimed(issuer.claims(",\"nbf\":" + Long.MIN_VALUE))));
    }

    @Test
    void anOperatorMayDemandThatTokensExpire() {
        provider();
        OidcProvider provider = issuer.provider("/keys", new ClaimRules("", "", "", true), new KeyBinding(false));
        for (String never : List.of("", ",\"exp\":0", ",\"exp\":-1")) {
            assertEquals("token never expires (no exp), and it must", rejected(provider.verify(
                    new Credential(TestKeys.token("RS256", "r1", issuer.claims(never), KEY), ""))));
        }
        assertEquals("user-1", verified(provider.verify(
                new Credential(TestKeys.token("RS256", "r1", issuer.good(), KEY), ""))));
    }

    @Test
    void aTokenMustNameSomebody() {
        String start = "{\"iss\":\"" + TestIssuer.NAME + "\",\"aud\":\"bots\"";
        for (String nobody : List.of("}", ",\"sub\":\"\"}", ",\"sub\":null}")) {
            assertEquals("token names nobody: it has no claim sub", rejected(claimed(start + nobody)));
        }
    }

    @Test
    void aBoundTokenIsForItsKeyOnly() {
        OidcProvider provider = provider();
        for (String right : List.of("\"jkt\":\"" + NODE_THUMBPRINT + "\"",
                "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + NODE_X + "\",\"kid\":\"any\"}")) {
            String token = TestKeys.token("RS256", "r1", issuer.claims(",\"cnf\":{" + right + "}"), KEY);
            assertEquals("user-1", verified(provider.verify(new Credential(token, NODE_KEY))));
            assertEquals("user-1", verified(provider.verify(new Credential(token, ""))), "looked at without a node");
            assertEquals("token is bound to another key (cnf) than that of the node", rejected(provider.verify(
                    new Credential(token, NODE_KEY.replace("11qY", "12qY")))));
            assertInstanceOf(Verdict.Rejected.class, provider.verify(new Credential(token, "no key")));
        }
        for (String wrong : List.of("{\"jkt\":\"x\"}", "{\"x5t#S256\":\"x\"}", "{}", "7", "\"" + NODE_X + "\"",
                "{\"jkt\":\"" + NODE_THUMBPRINT + "\",\"x5t#S256\":\"x\"}", "{\"jwk\":\"" + NODE_X + "\"}",
                "{\"jwk\":{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + NODE_X + "\"}}")) {
            assertInstanceOf(Verdict.Rejected.class, provider.verify(new Credential(
                    TestKeys.token("RS256", "r1", issuer.claims(",\"cnf\":" + wrong), KEY), NODE_KEY)), wrong);
        }
        OidcProvider strict = issuer.provider("/keys", new ClaimRules("", "", "", false), new KeyBinding(true));
        assertEquals("token is not bound to a key (no cnf), and it must be", rejected(strict.verify(
                new Credential(TestKeys.token("RS256", "r1", issuer.good(), KEY), NODE_KEY))));
    }

    @Test
    void oneTenantOnly() {
        provider();
        OidcProvider provider = issuer.provider("/keys", new ClaimRules("", "", "t-1", false), new KeyBinding(false));
        assertEquals("user-1", verified(provider.verify(
                new Credential(TestKeys.token("RS256", "r1", issuer.claims(",\"tid\":\"t-1\""), KEY), ""))));
        assertEquals("tenant mismatch: got \"t-2\", want \"t-1\"", rejected(provider.verify(
                new Credential(TestKeys.token("RS256", "r1", issuer.claims(",\"tid\":\"t-2\""), KEY), ""))));
        assertEquals("tenant mismatch: got \"\", want \"t-1\"", rejected(provider.verify(
                new Credential(TestKeys.token("RS256", "r1", issuer.claims(""), KEY), ""))));
    }

    /** Words of a token come back in one line and without marks that steer terminals. */
    @Test
    void strangersWordsAreShownHarmlessly() {
        String text = rejected(claimed("{\"iss\":\"a\\n\\u001b[2J\\\"\\u202e" + "x".repeat(2_000) + "\"}"));
        assertTrue(text.startsWith("issuer mismatch: got \"a\\\\u000a\\\\u001b[2J\\\"\\\\u202exxx"), text);
        assertTrue(text.length() < 400, text);
    }
}
