package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pilothouse.spi.Component;
import io.pilothouse.spi.ComponentFactory;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for a component of every kind. Extend the contract of your kind, not this one.
 *
 * @param <C> the kind of component
 */
public abstract class ComponentContract<C extends Component> {
    /** How long the kernel waits for an answer. */
    protected static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Set<Class<?>> TYPES = Set.of(String.class, Boolean.class, Integer.class, Long.class,
            Duration.class, Path.class);
    private static final List<String> NONSENSE = List.of("", " ", "\u0000", "://", "http://", "x".repeat(100_000),
            "${env:HOME}", "../../etc/passwd", "\u202e\ud83d", "-1", "null");

    @TempDir
    Path folder;

    private final List<C> made = new ArrayList<>();
    private final TurnedClock clock = new TurnedClock(Instant.parse("2027-01-15T08:00:00Z"));
    private Set<Thread> before = Set.of();
    private Receiver receiver;
    private int folders;

    /** For extending it. */
    protected ComponentContract() {}

    /** What makes the components. */
    protected abstract ComponentFactory<C> factory();

    /**
     * Settings with which a component works, as texts by key.
     *
     * @param system what it talks to, if it talks HTTP; answers 200 until it is told otherwise
     */
    protected abstract Map<String, String> settings(Receiver system) throws Exception;

    @BeforeEach
    final void opens() throws IOException {
        before = platformThreads();
        receiver = new Receiver();
    }

    @AfterEach
    final void closes() throws IOException {
        made.forEach(Component::close);
        receiver.close();
    }

    /** Somebody else's system. */
    protected final Receiver receiver() {
        return receiver;
    }

    /** The clock of all components of this test. */
    protected final TurnedClock clock() {
        return clock;
    }

    /** A new component with {@link #settings}; it is closed after the test. */
    protected final C component() throws Exception {
        return component(settings(receiver));
    }

    /** A new component with these settings and a data folder of its own; it is closed after the test. */
    protected final C component(Map<String, String> given) throws Exception {
        return component(given, Files.createDirectories(folder.resolve("data-" + folders++)));
    }

    /** A new component over a data folder. */
    protected final C component(Map<String, String> given, Path dataFolder) throws Exception {
        C component = factory().create(TestSettings.of(factory(), given), new TestContext(dataFolder, clock));
        assertNotNull(component, "a factory makes a component or throws");
        made.add(component);
        return component;
    }

    /** A folder for this test. */
    protected final Path folder() {
        return folder;
    }

    /** Calls on a thread as the kernel does; fails the test when there is no end within the time. */
    protected static <R> R within(Duration time, Callable<R> call) throws Exception {
        CompletableFuture<R> answer = new CompletableFuture<>();
        Thread calling = Thread.ofVirtual().name("testkit-call").start(() -> {
            try {
                answer.complete(call.call());
            } catch (Throwable thrown) {
                // Also errors: the test reports them.
                answer.completeExceptionally(thrown);
            }
        });
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            calling.interrupt();
            return fail("no answer within " + time, late);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                default -> throw failed;
            }
        }
    }

    /** Calls, interrupts after half a second, and demands an end within two more. */
    protected static void endsWhenInterrupted(Callable<?> call) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread calling = Thread.ofVirtual().name("testkit-interrupted").start(() -> {
            try {
                call.call();
            } catch (Exception thrown) {
                // Either end is fine.
            } finally {
                ended.complete(null);
            }
        });
        calling.join(Duration.ofMillis(500));
        calling.interrupt();
        try {
            ended.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            fail("it goes on for more than two seconds after an interrupt: let InterruptedException through", late);
        }
    }

    @Test
    final void contractTypeIsAName() {
        String type = factory().type();
        assertTrue(type.matches("[a-z][a-z0-9]*([-_][a-z0-9]+)*"),
                () -> "lower case words joined by - or _ but is " + type);
        assertEquals(type, factory().type(), "the type never changes");
    }

    @Test
    final void contractSettingsAreDocumented() {
        Set<String> keys = new HashSet<>();
        for (Setting<?> setting : factory().settings()) {
            assertTrue(keys.add(setting.key()), () -> "declared twice: " + setting.key());
            assertTrue(setting.documentation().length() >= 20, () -> "tell the operator more about " + setting.key());
            assertTrue(TYPES.contains(setting.type()) || setting.type().isEnum(),
                    () -> setting.key() + " has a type that the kernel cannot read: " + setting.type());
            assertFalse(setting.secret() && setting.type() != String.class,
                    () -> setting.key() + ": a secret is a text");
            setting.fallback().ifPresent(value -> assertInstanceOf(setting.type(), value, setting.key()));
        }
    }

    @Test
    final void contractNonsenseInSettingsIsRefusedByAStartupException() throws Exception {
        Map<String, String> good = settings(receiver);
        for (Setting<?> setting : factory().settings()) {
            for (String nonsense : setting.type() == String.class ? NONSENSE : List.<String>of()) {
                Map<String, String> given = new LinkedHashMap<>(good);
                given.put(setting.key(), nonsense);
                try {
                    within(DEADLINE, () -> component(given)).close();
                } catch (StartupException clear) {
                    assertFalse(clear.getMessage() == null || clear.getMessage().isBlank(),
                            () -> "a refusal of " + setting.key() + " tells nothing");
                    assertFalse(setting.secret() && nonsense.length() > 20 && clear.getMessage().contains(nonsense),
                            () -> "the refusal shows the secret " + setting.key());
                }
            }
        }
    }

    @Test
    final void contractItIsMadeQuicklyAlsoWhenTheOtherSystemIsAway() throws Exception {
        Map<String, String> given = settings(receiver);
        receiver.fails(Fault.SILENT);
        try {
            within(DEADLINE, () -> component(given));
        } catch (StartupException clear) {
            // It may insist on its system; then it says so in time.
            assertFalse(clear.getMessage() == null || clear.getMessage().isBlank(), "a refusal that tells nothing");
        }
    }

    @Test
    final void contractClosingTwiceIsHarmless() throws Exception {
        C component = component();
        within(DEADLINE, () -> {
            component.close();
            component.close();
            return 0;
        });
    }

    @Test
    final void contractNoThreadIsLeftAfterClosing() throws Exception {
        C component = component();
        use(component);
        component.close();
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        Set<Thread> left = left();
        while (!left.isEmpty() && System.nanoTime() < until) {
            left.iterator().next().join(Duration.ofMillis(50));
            left = left();
        }
        assertEquals(Set.of(), left, "threads that the component has started and not ended");
    }

    /** Calls the component once, so that whatever it does lazily is there. */
    protected abstract void use(C component) throws Exception;

    private Set<Thread> left() {
        Set<Thread> left = platformThreads();
        left.removeAll(before);
        // The clients of the kit and of the JDK are not the component's.
        left.removeIf(thread -> thread.getName().startsWith("HttpClient-") || thread.getName().startsWith("testkit")
                || thread.getName().startsWith("ForkJoinPool") || thread.getName().startsWith("junit")
                || thread.getName().startsWith("VirtualThread") || thread.getName().startsWith("Read-Poller")
                || thread.getName().startsWith("Write-Poller") || thread.getThreadGroup() == null
                || thread.getThreadGroup().getName().equals("InnocuousThreadGroup")
                || thread.getThreadGroup().getName().equals("system"));
        return left;
    }

    private static Set<Thread> platformThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
