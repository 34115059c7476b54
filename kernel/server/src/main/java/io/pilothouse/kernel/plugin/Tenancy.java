package io.pilothouse.kernel.plugin;

import java.util.function.Supplier;

/** What ties an instance to the loaded version of the plugin that made it. */
interface Tenancy {
    /** Of an instance that belongs to no plugin. */
    Tenancy NONE = new Tenancy() {
        @Override
        public boolean outdated() {
            return false;
        }

        @Override
        public void ended(Guarded<?> instance) {
            // Nobody counts it.
        }
    };

    /** Whether another version has taken the place of its own, or none. */
    boolean outdated();

    /** Why no call goes into it any more; empty while calls do. */
    default String stopped() {
        return "";
    }

    /** The threads on which its code runs. */
    default Thread.Builder.OfPlatform threads() {
        return Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false);
    }

    /**
     * A call is on its thread: it is stopped if it works on long after its deadline, or takes too much memory. What it throws comes
     * out as {@link PluginFailure#contained} tells.
     */
    default <T> T watched(String instance, long nanoseconds, Supplier<T> work) {
        return PluginFailure.contained(work);
    }

    /** The instance is closed and no call is in it any more. */
    void ended(Guarded<?> instance);
}
