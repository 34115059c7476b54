package com.example.harbour;

import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.SecretsProviderContract;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The contract asks for keys, good and strange; what is to be said here is how the store answers. */
class StoreSecretsTest extends SecretsProviderContract {
    @Override
    protected SecretsProvider.Factory factory() {
        return new StoreSecretsFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver store) {
        store.answers(request -> request.header("Authorization").equals("Bearer t-1")
                ? Optional.ofNullable(known().get(request.path().replace("/secrets/", "")))
                        .map(secret -> new Answer(200, Map.of(), secret.getBytes(StandardCharsets.UTF_8)))
                        .orElse(Answer.status(404))
                : Answer.status(403));
        return Map.of("url", store.uri("/secrets/").toString(), "token", "t-1");
    }

    @Override
    protected Map<String, String> known() {
        return Map.of("admin-token", "open sesame", "tls_key", "-----BEGIN …");
    }
}
