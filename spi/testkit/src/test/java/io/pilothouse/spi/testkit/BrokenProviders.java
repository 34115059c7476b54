package io.pilothouse.spi.testkit;

import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Credential;
import io.pilothouse.spi.IdentityProvider;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import io.pilothouse.spi.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A provider that asks the receiver for a word, and contracts over it with one thing wrong each. They are run by hand only. */
final class BrokenProviders {
    private BrokenProviders() {}

    /** Right in everything; what is wrong is added around it. */
    record Asking(OutboundHttp http, URI uri) implements IdentityProvider {
        @Override
        public Verdict verify(Credential credential) {
            try {
                OutboundHttp.Response response = http.exchange(new OutboundHttp.Request("POST", uri, Map.of(),
                        credential.token().getBytes(StandardCharsets.UTF_8), 1_000, Duration.ofSeconds(1)));
                return response.status() == 200 && new String(response.body(), StandardCharsets.UTF_8).equals("yes")
                        ? new Verdict.Verified("ann")
                        : new Verdict.Rejected("the system says no");
            } catch (IOException failed) {
                return new Verdict.Unavailable("the system gives no answer");
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return new Verdict.Unavailable("stopped");
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Changes a right provider into a wrong one. */
    interface Wrong {
        IdentityProvider around(IdentityProvider right);
    }

    private record Maker(Wrong wrong) implements IdentityProvider.Factory {
        private static final Setting<String> URL = Setting.required("url", String.class,
                "Where the word is asked for.");

        @Override
        public String type() {
            return "asking";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(URL);
        }

        @Override
        public IdentityProvider create(Settings settings, ComponentContext context)
                throws StartupException {
            try {
                return wrong.around(new Asking(context.http(), new URI(settings.value(URL))));
            } catch (URISyntaxException malformed) {
                throw new StartupException("url is malformed", malformed);
            }
        }
    }

    abstract static class Base extends IdentityProviderContract {
        abstract IdentityProvider around(IdentityProvider right);

        @Override
        protected IdentityProvider.Factory factory() {
            return new Maker(this::around);
        }

        @Override
        protected Map<String, String> settings(Receiver system) {
            return Map.of("url", system.uri("/").toString());
        }

        @Override
        protected Credential good(Receiver system) {
            system.answers(request -> new Answer(200, Map.of(),
                    (request.text().equals("good") ? "yes" : "no").getBytes(StandardCharsets.UTF_8)));
            return new Credential("good", "");
        }

        @Override
        protected List<Credential> bad(Receiver system) {
            return List.of(new Credential("bad", ""));
        }
    }

    static class Right extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return right;
        }
    }

    static class LetsEverybodyIn extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return with(credential -> new Verdict.Verified("ann"), () -> {});
        }
    }

    static class FailsOpen extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return with(credential -> right.verify(credential) instanceof Verdict.Unavailable
                    ? new Verdict.Verified("ann")
                    : right.verify(credential), () -> {});
        }
    }

    static class SaysNothing extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return with(credential -> null, () -> {});
        }
    }

    static class Throws extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return with(credential -> {
                if (credential.token().length() > 1_000) {
                    throw new IllegalStateException("too long");
                }
                return right.verify(credential);
            }, () -> {});
        }
    }

    static class ClosesOnce extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            boolean[] closed = {false};
            return with(right::verify, () -> {
                if (closed[0]) {
                    throw new IllegalStateException("closed before");
                }
                closed[0] = true;
            });
        }
    }

    static class KeepsAThread extends Base {
        /** Lets the thread go when the test that looks for it is over. */
        static final CountDownLatch OVER = new CountDownLatch(1);

        @Override
        IdentityProvider around(IdentityProvider right) {
            Thread kept = new Thread(() -> {
                try {
                    OVER.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }, "kept-by-a-plugin");
            kept.setDaemon(true);
            kept.start();
            return with(right::verify, () -> {});
        }
    }

    static class IgnoresInterrupts extends Base {
        @Override
        IdentityProvider around(IdentityProvider right) {
            return with(credential -> {
                Verdict verdict = right.verify(credential);
                long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
                while (Thread.currentThread().isInterrupted() && System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return verdict;
            }, () -> {});
        }
    }

    private static IdentityProvider with(Function<Credential, Verdict> verify, Runnable close) {
        return new IdentityProvider() {
            @Override
            public Verdict verify(Credential credential) {
                return verify.apply(credential);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
