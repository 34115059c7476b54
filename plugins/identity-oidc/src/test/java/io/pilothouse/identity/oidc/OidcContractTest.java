package io.pilothouse.identity.oidc;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.IdentityProviderContract;
import io.pilothouse.spi.testkit.Receiver;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;

class OidcContractTest extends IdentityProviderContract {
    private static final PrivateKey KEY = TestKeys.RSA.getPrivate();
    private static final String JWKS = "{\"keys\":[" + TestKeys.published(TestKeys.RSA, "r1", ",\"alg\":\"RS256\"")
            + "]}";

    @Override
    protected IdentityProvider.Factory factory() {
        return new OidcFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/keys").toString(), "issuer", TestIssuer.NAME, "client-id", "bots");
    }

    /** Good for an hour from the contract's time on. */
    private String claims(String issuer, String audience, long hours) {
        return "{\"iss\":\"" + issuer + "\",\"sub\":\"ann@example.net\",\"aud\":\"" + audience + "\",\"exp\":"
                + (clock().instant().getEpochSecond() + hours * 3_600) + "}";
    }

    private static Credential token(String claims, PrivateKey key) {
        return new Credential(TestKeys.token("RS256", "r1", claims, key), "");
    }

    @Override
    protected Credential good(Receiver system) {
        system.answers(request -> Answer.json(200, JWKS));
        return token(claims(TestIssuer.NAME, "bots", 1), KEY);
    }

    /** Key sets do, as in R1 ({@code commands-enterprise.md} 6). */
    @Override
    protected boolean followsRedirects() {
        return true;
    }

    @Override
    protected List<Credential> bad(Receiver system) {
        return List.of(token(claims(TestIssuer.NAME, "bots", -1), KEY),
                token(claims("https://other.example.net/", "bots", 1), KEY),
                token(claims(TestIssuer.NAME, "others", 1), KEY),
                token(claims(TestIssuer.NAME, "bots", 1), TestKeys.OTHER_RSA.getPrivate()));
    }
}
