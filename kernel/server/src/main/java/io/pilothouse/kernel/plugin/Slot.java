package io.pilothouse.kernel.plugin;

import java.util.Optional;

/** What the shelf knows of one plugin. Threads: one at a time. */
final class Slot {
    private final String id;
    private PluginSource bundled;
    private PluginSource installed;
    private String entry = "";
    private LoadedVersion loaded;
    private String trouble = "";

    Slot(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    void bundled(PluginSource source) {
        bundled = source;
    }

    Optional<PluginSource> bundled() {
        return Optional.ofNullable(bundled);
    }

    /** The operator's plugin with this id, in that entry of his folder. */
    void installed(PluginSource source, String inEntry) {
        installed = source;
        entry = inEntry;
    }

    void notInstalled() {
        installed = null;
        entry = "";
    }

    Optional<PluginSource> installed() {
        return Optional.ofNullable(installed);
    }

    /** The entry of the operator's folder, or empty. */
    String entry() {
        return entry;
    }

    /** What is loaded, or what would be. */
    Optional<PluginSource> source() {
        return loaded != null ? Optional.of(loaded.source()) : installed().or(this::bundled);
    }

    void loaded(LoadedVersion version) {
        loaded = version;
        trouble = "";
    }

    void unloaded() {
        loaded = null;
    }

    Optional<LoadedVersion> loaded() {
        return Optional.ofNullable(loaded);
    }

    void trouble(String reason) {
        trouble = reason;
    }

    String trouble() {
        return trouble;
    }
}
