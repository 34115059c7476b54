package io.pilothouse.kernel.plugin;

/** A plugin stays out, or in, because of others; that is looked at again when they change. */
final class DependencyRefusal extends PluginRefusal {
    private static final long serialVersionUID = 1L;

    DependencyRefusal(String message) {
        super(message);
    }
}
