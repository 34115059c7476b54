package com.example.harbour;

import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.testkit.Answer;
import io.pilothouse.spi.testkit.IdentityProviderContract;
import io.pilothouse.spi.testkit.Receiver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contract asks, lies, hangs and breaks; what is to be said here is how a good badge looks. */
class BadgeProviderTest extends IdentityProviderContract {
    @Override
    protected IdentityProvider.Factory factory() {
        return new BadgeProviderFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver desk) {
        return Map.of("url", desk.uri("/badges").toString(), "timeout", "1s");
    }

    @Override
    protected Credential good(Receiver desk) {
        desk.answers(request -> request.text().equals("badge-17")
                ? new Answer(200, Map.of(), "ann@example.com\n".getBytes(StandardCharsets.UTF_8))
                : Answer.status(404));
        return new Credential("badge-17", "");
    }

    @Override
    protected List<Credential> bad(Receiver desk) {
        return List.of(new Credential("badge-18", ""), new Credential("badge-17 ", ""));
    }
}
