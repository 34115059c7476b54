package io.pilothouse.kernel.plugin;

import java.util.Optional;

/** What the shelf knows of one plugin. Threads: one at a time. */
final class Slot {
    private final String id;
    private PluginSource bundled;
    private PluginSource installed;
    private String entry = "";
    private PluginSource before;
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

    /** The same while it is disabled: what it declares is compared when it is enabled, with what was there before. */
    void installedUnseen(PluginSource source, String inEntry) {
        before = before().orElse(null);
        installed(source, inEntry);
    }

    void notInstalled() {
        before = null;
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

    /** What a fresh version is to be compared with: what was loaded last or would have been, if anything was. */
    Optional<PluginSource> before() {
        return Optional.ofNullable(before).or(this::source);
    }

    void loaded(LoadedVersion version) {
        before = null;
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
