package io.pilothouse.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a plugin throws reaches the kernel as words. */
class PluginFailureTest {
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException();
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }

    @Test
    void keepsNameTextTraceAndCauses() {
        IllegalStateException thrown = new IllegalStateException("no key", new NoClassDefFoundError());
        PluginFailure kept = PluginFailure.of(thrown);
        assertEquals("java.lang.IllegalStateException: no key", kept.getMessage());
        assertArrayEquals(thrown.getStackTrace(), kept.getStackTrace());
        assertEquals("java.lang.NoClassDefFoundError", kept.getCause().getMessage());
        assertNull(kept.getCause().getCause());
    }

    @Test
    void keepsNoMoreThanSomebodyReads() {
        assertTrue(PluginFailure.of(new IllegalStateException("x".repeat(1_000_000))).getMessage().length() < 10_000);
        int causes = 0;
        for (Throwable each = PluginFailure.of(new Endless()); each != null; each = each.getCause()) {
            assertEquals(Endless.class.getName() + ": (its message cannot be read)", each.getMessage());
            assertEquals(0, each.getStackTrace().length);
            causes++;
        }
        assertEquals(9, causes);
    }

    @Test
    void theKernelsOwnStaysWhatItIs() {
        PluginRefusal refusal = new PluginRefusal("no factories");
        assertSame(refusal, assertThrows(PluginRefusal.class, () -> PluginFailure.contained(() -> {
            throw refusal;
        })));
        PluginRefusal because = assertThrows(PluginRefusal.class, () -> PluginFailure.contained(() -> {
            throw new PluginRefusal("no factories", new Endless());
        }));
        assertEquals("no factories", because.getMessage());
        assertEquals(PluginFailure.class, because.getCause().getClass());
        StoppedCallError stopped = new StoppedCallError("too long");
        assertThrows(IllegalStateException.class, () -> stopped.initCause(new Endless()));
        assertSame(stopped, assertThrows(StoppedCallError.class, () -> PluginFailure.contained(() -> {
            throw stopped;
        })));
    }
}
