package io.pilothouse.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import io.pilothouse.spi.testkit.TestContext;
import io.pilothouse.spi.testkit.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers do by their settings as an operator gives them, and without. */
class OidcSettingsTest {
    private final TestIssuer issuer = new TestIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    private IdentityProvider provider(Map<String, String> more) throws StartupException {
        Map<String, String> given = new HashMap<>(more);
        given.put("url", issuer.uri("/keys").toString());
        OidcFactory factory = new OidcFactory();
        return factory.create(TestSettings.of(factory, given),
                new TestContext("test", Path.of("target"), issuer.clock(), issuer.http(), null));
    }

    private Verdict verdict(IdentityProvider provider) throws InterruptedException {
        return provider
                .verify(new Credential(TestKeys.token("RS256", "r1", issuer.good(), TestKeys.RSA.getPrivate()), ""));
    }

    /** Uses a key, and again five minutes later while the issuer is down. */
    private Verdict inAnOutage(Map<String, String> settings) throws Exception {
        issuer.publish(TestKeys.published(TestKeys.RSA, "r1", ""));
        IdentityProvider provider = provider(settings);
        assertInstanceOf(Verdict.Verified.class, verdict(provider));
        issuer.at("/keys", 503, "");
        issuer.later(Duration.ofMinutes(5));
        return verdict(provider);
    }

    @Test
    void keysOutliveAnOutageOnlyIfTheOperatorSaysSo() throws Exception {
        assertInstanceOf(Verdict.Unavailable.class, inAnOutage(Map.of()));
        assertInstanceOf(Verdict.Unavailable.class, inAnOutage(Map.of("stale-keys", "0s")));
        assertInstanceOf(Verdict.Verified.class, inAnOutage(Map.of("stale-keys", "1h")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "299s", "25h"})
    void theTimeForStaleKeysHasBounds(String time) {
        assertEquals("setting stale-keys must be 0s or from 5m to 24h; it is " + Duration.parse("PT" + time),
                assertThrows(StartupException.class, () -> provider(Map.of("stale-keys", time))).getMessage());
    }
}
