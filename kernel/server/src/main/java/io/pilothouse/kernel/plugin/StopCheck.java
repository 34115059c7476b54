package io.pilothouse.kernel.plugin;

/**
 * A copy of this class, under another name, is in every module of an operator's plugin, and the plugin's methods and loops call
 * it: so a call that does not end by itself can be ended. It uses nothing but {@code java.base}.
 *
 * <p>Threads: any.
 */
public final class StopCheck {
    /** Throws in the threads that are to stop; null while there is none, which is nearly always. */
    @SuppressWarnings("NonFinalStaticField") // Set by the kernel in each copy.
    public static volatile Runnable judge;

    private static final long LARGEST = Runtime.getRuntime().maxMemory() / 4;

    private StopCheck() {}

    /** At the beginning of a method, and before a loop begins again. */
    public static void step() {
        Runnable asked = judge;
        if (asked != null) {
            asked.run();
        }
    }

    /**
     * Before an array is made: one that cannot be had would make the virtual machine end the registry.
     *
     * @param count how many elements
     * @param bytes how much each of them takes
     */
    public static void array(int count, int bytes) {
        if ((long) count * bytes > LARGEST) {
            throw new OutOfMemoryError("an array of " + count + " elements; one of a plugin may take " + LARGEST
                    + " bytes, a quarter of the heap");
        }
    }

    /** The same for an array of arrays. */
    public static void arrays(int outer, int inner, int bytes) {
        if (outer > 0 && inner > 0 && outer > LARGEST / ((long) inner * bytes)) {
            throw new OutOfMemoryError(
                    outer + " arrays of " + inner + " elements; those of a plugin may take " + LARGEST
                            + " bytes, a quarter of the heap");
        }
    }
}
