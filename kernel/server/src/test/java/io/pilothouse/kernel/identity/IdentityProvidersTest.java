package io.pilothouse.kernel.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.IdentityEvidence;
import io.pilothouse.kernel.command.Inquiry;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.JournalRecord;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.plugin.GuardLimits;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What runs follows from the state, and whatever is not a clear yes is a no. */
class IdentityProvidersTest {
    private final LiveState state = new LiveState();
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private final AtomicInteger verified = new AtomicInteger();
    private final IdentityProviders providers = new IdentityProviders(state, this::make, verified::incrementAndGet);

    /** Answers by the token, and tells of its life. */
    private final class Provider implements IdentityProvider {
        private final String url;

        Provider(String url) {
            this.url = url;
        }

        @Override
        public Verdict verify(Credential credential) {
            return switch (credential.token()) {
                case "throw" -> throw new IllegalStateException("secret");
                case "down" -> new Verdict.Unavailable("identity webhook returned status 503");
                case "no" -> new Verdict.Rejected("identity verification rejected: user not found");
                case "none" -> new Verdict.Malformed("invalid token: invalid JWT: expected 3 parts, got 1");
                case "long" -> new Verdict.Verified("x".repeat(1_025));
                default -> new Verdict.Verified(credential.token() + "@" + url + " " + credential.publicKey());
            };
        }

        @Override
        public void close() {
            happened.add("closed " + url);
        }
    }

    private Guarded<IdentityProvider> make(Integration configured, String type) throws StartupException {
        if (configured.url().equals("bad")) {
            throw new StartupException("setting url is no URL");
        }
        happened.add("made " + configured.url());
        assertEquals("webhook", type);
        return new Guarded<>("test", new Provider(configured.url()), GuardLimits.DEFAULT, (a, b, c) -> {},
                System::nanoTime);
    }

    @AfterEach
    void close() {
        providers.close();
    }

    private static Integration webhook(String url) {
        return new Integration(Integration.Place.global(Integration.Kind.IDENTITY_WEBHOOK), "webhook",
                Map.of("url", url), Map.of(), NetworkId.BACKBONE, 1);
    }

    private void commit(Change change) {
        state.apply(change);
        providers.committed(new JournalRecord(1, 1, new Principal.Registry(), "local", "", List.of(),
                List.of(change)));
    }

    private IdentityEvidence ask(Integration provider, String token) throws Exception {
        CompletableFuture<IdentityEvidence> evidence = new CompletableFuture<>();
        providers.ask(Inquiry.registration(provider, token, "key"), evidence::complete);
        return evidence.get(20, TimeUnit.SECONDS);
    }

    private String denied(Refusal.Code code, Integration provider, String token) throws Exception {
        IdentityEvidence.Denied denied = assertInstanceOf(IdentityEvidence.Denied.class, ask(provider, token));
        assertEquals(code, denied.code());
        return denied.text();
    }

    private String next() throws InterruptedException {
        return happened.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void livesAsLongAsItIsConfigured() throws Exception {
        commit(new Change.IntegrationPut(webhook("a")));
        assertEquals("made a", next());
        assertEquals(new IdentityEvidence.Verified(webhook("a"), "t@a key"), ask(webhook("a"), "t"));
        assertEquals(1, verified.get());
        commit(new Change.IntegrationPut(webhook("b")));
        List<String> change = List.of(next(), next());
        assertTrue(change.containsAll(List.of("closed a", "made b")), change.toString());
        commit(new Change.IntegrationRemoved(webhook("b").place()));
        assertEquals("closed b", next());
        assertTrue(happened.isEmpty());
    }

    @Test
    void isThereAfterARestartAndClosedWithTheRegistry() throws Exception {
        state.apply(new Change.IntegrationPut(webhook("a")));
        providers.start();
        assertEquals("made a", next());
        providers.close();
        assertEquals("closed a", next());
        assertEquals("identity verification failed: the registry is shutting down",
                denied(Refusal.Code.UNAVAILABLE, webhook("a"), "t"));
    }

    @Test
    void onlyAClearYesIsOne() throws Exception {
        commit(new Change.IntegrationPut(webhook("a")));
        assertEquals("identity verification rejected: user not found",
                denied(Refusal.Code.UNAUTHENTICATED, webhook("a"), "no"));
        assertEquals("identity webhook returned status 503", denied(Refusal.Code.UNAVAILABLE, webhook("a"), "down"));
        assertEquals("invalid token: invalid JWT: expected 3 parts, got 1",
                denied(Refusal.Code.INVALID, webhook("a"), "none"));
        assertEquals("identity verification failed: test failed",
                denied(Refusal.Code.UNAVAILABLE, webhook("a"), "throw"));
        assertEquals("identity verification failed: the external id has more than 1024 bytes",
                denied(Refusal.Code.UNAVAILABLE, webhook("a"), "long"));
        assertEquals(0, verified.get());
    }

    @Test
    void oneThatCannotBeMadeLetsNobodyIn() throws Exception {
        commit(new Change.IntegrationPut(webhook("bad")));
        assertEquals("identity verification failed: the configured webhook cannot be used",
                denied(Refusal.Code.UNAVAILABLE, webhook("bad"), "t"));
    }

    @Test
    void whoWasAskedMustStillBeConfigured() throws Exception {
        commit(new Change.IntegrationPut(webhook("b")));
        assertEquals("identity verification failed: the identity provider has changed, try again",
                denied(Refusal.Code.UNAVAILABLE, webhook("a"), "t"));
    }

    /** One configuration may be served by two components: who registers a node, and who validates a token. */
    @Test
    void whoIsAskedDependsOnWhatFor() throws Exception {
        Integration oidc = new Integration(Integration.Place.global(Integration.Kind.IDENTITY_PROVIDER), "oidc",
                Map.of("url", "a"), Map.of(), NetworkId.BACKBONE, 1);
        state.apply(new Change.IntegrationPut(oidc));
        BlockingQueue<String> made = new LinkedBlockingQueue<>();
        try (IdentityProviders both = new IdentityProviders(state, new ProviderMaker() {
            @Override
            public Optional<String> type(Integration configured, Inquiry.Purpose purpose) {
                return Optional.of(purpose == Inquiry.Purpose.VALIDATION ? "oidc" : "webhook");
            }

            @Override
            public Guarded<IdentityProvider> make(Integration configured, String type) {
                made.add(type);
                return new Guarded<>(type, new Provider(type), GuardLimits.DEFAULT, (a, b, c) -> {}, System::nanoTime);
            }
        }, verified::incrementAndGet)) {
            for (int round = 0; round < 2; round++) {
                assertEquals("t@webhook key", verifiedBy(both, Inquiry.registration(oidc, "t", "key")));
                assertEquals("t@oidc ", verifiedBy(both, Inquiry.validation(oidc, "t")));
            }
            assertEquals(List.of("webhook", "oidc"), List.copyOf(made));
        }
        assertEquals(List.of("closed oidc", "closed webhook"), Stream.of(next(), next()).sorted().toList());
    }

    private static String verifiedBy(IdentityProviders providers, Inquiry inquiry) throws Exception {
        CompletableFuture<IdentityEvidence> evidence = new CompletableFuture<>();
        providers.ask(inquiry, evidence::complete);
        return assertInstanceOf(IdentityEvidence.Verified.class, evidence.get(20, TimeUnit.SECONDS)).externalId();
    }

    @Test
    void aTokenThatNoPluginCanValidateIsNotPosted() throws Exception {
        state.apply(new Change.IntegrationPut(webhook("a")));
        try (IdentityProviders nobody = new IdentityProviders(state, new ProviderMaker() {
            @Override
            public Optional<String> type(Integration configured, Inquiry.Purpose purpose) {
                return Optional.empty();
            }

            @Override
            public Guarded<IdentityProvider> make(Integration configured, String type) throws StartupException {
                throw new StartupException("no plugin serves it");
            }
        }, verified::incrementAndGet)) {
            CompletableFuture<IdentityEvidence> evidence = new CompletableFuture<>();
            nobody.ask(Inquiry.validation(webhook("a"), "t"), evidence::complete);
            assertEquals(new IdentityEvidence.Denied(Refusal.Code.UNAVAILABLE, "no plugin verifies tokens of the"
                    + " identity provider of type \"webhook\" by themselves; a webhook is asked at registration only"),
                    evidence.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void othersAffairsStartNothing() {
        commit(new Change.IntegrationPut(new Integration(Integration.Place.global(Integration.Kind.WEBHOOK), "http",
                Map.of("url", "x"), Map.of(), NetworkId.BACKBONE, 1)));
        commit(new Change.IntegrationPut(new Integration(
                new Integration.Place(Integration.Kind.IDENTITY_WEBHOOK, NetworkId.of(7), 0), "webhook",
                Map.of("url", "x"), Map.of(), NetworkId.of(7), 1)));
        providers.start();
        assertTrue(happened.isEmpty());
    }
}
