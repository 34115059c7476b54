package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is held at the line that Java writes before it exits. Nothing exits here: only the line is written. */
class ExitGuardTest {
    private static final String LINE = "Runtime.exit() called with status: 3";
    private static final long SOON = 10_000;
    private static final long HELD = 300;

    private final Logger exits = Logger.getLogger("java.lang.Runtime");

    /** A plugin, when its own loader loads it: first what writes the line by itself, then a mere reference to who does. */
    public static final class Quitter implements Consumer<Logger>, Supplier<Consumer<String>> {
        @Override
        public void accept(Logger exits) {
            exits.fine(LINE);
        }

        @Override
        public Consumer<String> get() {
            return Logger.getLogger("java.lang.Runtime")::fine;
        }
    }

    /** Does not ask its parent for that class. */
    private static final class PluginLoader extends ClassLoader {
        private PluginLoader() {
            super(ExitGuardTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Quitter.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = ExitGuardTest.class
                    .getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @BeforeEach
    void install() {
        ExitGuard.install();
    }

    private static <T> T strange(Class<T> as) throws ReflectiveOperationException {
        return as.cast(
                Class.forName(Quitter.class.getName(), true, new PluginLoader()).getDeclaredConstructor()
                        .newInstance());
    }

    private static boolean returns(Executor on, Runnable work, long within) throws InterruptedException {
        CountDownLatch back = new CountDownLatch(1);
        on.execute(() -> {
            work.run();
            back.countDown();
        });
        return back.await(within, TimeUnit.MILLISECONDS);
    }

    @Test
    void theHostIsNotHeld() throws Exception {
        Quitter host = new Quitter();
        assertTrue(returns(Thread::startVirtualThread, () -> host.accept(exits), SOON));
        assertTrue(returns(ForkJoinPool.commonPool(), () -> host.get().accept(LINE), SOON));
        assertTrue(returns(work -> Thread.ofPlatform().daemon().start(work), () -> host.accept(exits), SOON));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aPluginIsHeldOnWhateverThread() throws Exception {
        Consumer<Logger> quitter = strange(Consumer.class);
        Consumer<String> reference = (Consumer<String>) strange(Supplier.class).get();
        assertFalse(returns(Thread::startVirtualThread, () -> quitter.accept(exits), HELD));
        assertFalse(returns(work -> Thread.ofPlatform().daemon().start(work), () -> reference.accept(LINE), HELD));
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 1; i++) {
            assertFalse(returns(ForkJoinPool.commonPool(), () -> quitter.accept(exits), HELD));
        }
        assertTrue(returns(ForkJoinPool.commonPool(), () -> {}, SOON), "the pool goes on with other threads");
    }

    @Test
    void theGroupOfItsThreadTellsToo() throws Exception {
        ThreadGroup group = ExitGuard.group("mine");
        assertEquals("plugin mine", group.getName());
        assertFalse(returns(work -> Thread.ofPlatform().group(group).daemon().start(work),
                () -> exits.fine(LINE), HELD));
    }
}
