package io.pilothouse.launcher;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The wish of somebody outside that the process ends: SIGTERM of a service manager, Ctrl-C.
 *
 * <p>Without it Java answers such a signal by itself and ends with code 143 or 130, however well the program stopped. A
 * shutdown hook cannot choose the code either, unless it skips all other hooks.
 */
public final class Termination {
    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private Termination() {}

    /**
     * From now on a signal runs this action instead of ending the process. The program then returns in its own time, and
     * the process ends with the code that it returns. A second signal ends the process at once, as if nobody had asked
     * for this.
     *
     * <p><b>Threads:</b> the action runs once, on a thread of the virtual machine; it should only wake the program up.
     */
    public static void onRequest(Runnable action) {
        try {
            Signals signals = new Signals();
            Object handler = signals.handler(() -> {
                signals.handleAll(signals.ending());
                action.run();
            });
            signals.handleAll(handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no sun.misc.Signal; start with the bundle's own", e);
        }
    }

    /** Java's only door to signals, {@code sun.misc.Signal}. By reflection, because javac warns of it and cannot be told not to. */
    private static final class Signals {
        private final Class<?> signal = Class.forName("sun.misc.Signal");
        private final Class<?> handler = Class.forName("sun.misc.SignalHandler");
        private final Method handle = signal.getMethod("handle", signal, handler);

        Signals() throws ReflectiveOperationException {}

        Object handler(Action action) {
            return Proxy.newProxyInstance(Termination.class.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == handler) {
                            action.run();
                            return null;
                        }
                        return method.invoke(this, arguments);
                    });
        }

        /** What the operating system does by itself. */
        Object ending() throws ReflectiveOperationException {
            return handler.getField("SIG_DFL").get(null);
        }

        void handleAll(Object with) throws ReflectiveOperationException {
            for (String name : SIGNALS) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), with);
            }
        }
    }

    private interface Action {
        void run() throws ReflectiveOperationException;
    }
}
