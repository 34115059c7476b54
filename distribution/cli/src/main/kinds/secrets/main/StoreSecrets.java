package com.example.harbour;

import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Secret;
import io.pilothouse.spi.SecretsProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a store of secrets: a GET of the key below an address is answered with status 200 and the secret as text, or with 404.
 */
final class StoreSecrets implements SecretsProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_SECRET = 16_384;

    private final OutboundHttp http;
    private final String store;
    private final String token;

    /** Asks below this address, which ends with a slash. */
    StoreSecrets(OutboundHttp http, URI store, String token) {
        this.http = http;
        this.store = store.toString();
        this.token = token;
    }

    @Override
    public Optional<Secret> resolve(String key) throws IOException {
        // Nothing else is a key of this store, and nothing else may become a part of an address.
        if (!key.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
            return Optional.empty();
        }
        OutboundHttp.Response response = ask(new OutboundHttp.Request("GET", URI.create(store + key),
                Map.of("Authorization", "Bearer " + token), new byte[0], LONGEST_SECRET, TIMEOUT));
        if (response.status() == 404) {
            return Optional.empty();
        }
        if (response.status() != 200 || response.body().length == 0) {
            throw new IOException("the store answered for " + key + " with status " + response.status()
                    + (response.status() == 200 ? " and no secret" : "") + "; look whether token and url are right");
        }
        return Optional.of(Secret.of(text(key, response.body())));
    }

    private OutboundHttp.Response ask(OutboundHttp.Request request) throws IOException {
        try {
            return http.exchange(request);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the store was asked", stop);
        }
    }

    private static String text(String key, byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new IOException("the secret " + key + " of the store is no UTF-8", malformed);
        }
    }

    @Override
    public void close() {
        // Holds nothing: connections are the registry's.
    }
}
