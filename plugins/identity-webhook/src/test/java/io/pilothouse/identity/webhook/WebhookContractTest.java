package io.pilothouse.identity.webhook;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.IdentityProviderContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.List;
import java.util.Map;

class WebhookContractTest extends IdentityProviderContract {
    @Override
    protected IdentityProvider.Factory factory() {
        return new WebhookFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/verify").toString(), "timeout", "1s");
    }

    @Override
    protected Credential good(Receiver system) {
        system.answers(request -> Answer.json(200, request.text().equals("{\"token\":\"a-good-word\"}")
                ? "{\"verified\":true,\"external_id\":\"ann@example.net\"}"
                : "{\"verified\":false,\"error\":\"no such token\"}"));
        return new Credential("a-good-word", "");
    }

    @Override
    protected List<Credential> bad(Receiver system) {
        return List.of(new Credential("another-word", ""), new Credential("A-GOOD-WORD", ""),
                new Credential("a-good-word ", ""));
    }
}
