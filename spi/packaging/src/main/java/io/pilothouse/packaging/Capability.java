package io.pilothouse.packaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a plugin may declare that it does, in {@code plugin.capabilities}. */
public enum Capability {
    /** Connects to others or is connected to, by the lent way out or by itself. */
    NETWORK("talks to other computers"),
    /** Reads or writes files, its own data folder's included: class files do not show which. */
    FILES("reads or writes files"),
    /** Starts threads. */
    THREADS("starts threads"),
    /** Starts or ends other processes. */
    PROCESSES("starts or ends processes"),
    /** Runs native code or writes to memory directly; the one capability that Java refuses to whom it was not granted. */
    NATIVE("runs native code or writes to memory directly");

    private final String meaning;

    Capability(String meaning) {
        this.meaning = meaning;
    }

    /** As it is written in a descriptor. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it allows, in words that follow "it". */
    public String meaning() {
        return meaning;
    }

    /** The capability of that word. */
    public static Optional<Capability> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
