package io.pilothouse.kernel.plugin;

/** Where a plugin comes from. */
public enum PluginOrigin {
    /** From the bundle: part of the program, as trustworthy as its jars. */
    BUNDLED,
    /** From the operator's folder: looked at before any of it is loaded. */
    INSTALLED
}
