package io.pilothouse.kernel.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Decides whether a plugin may be loaded, by its bytes: nothing of it has run yet. */
@FunctionalInterface
public interface PluginGate {
    /**
     * Looks at a plugin. The folder is the one that is loaded afterwards, nobody else writes to it, and it holds
     * {@code plugin.properties}, jars, and perhaps {@code plugin.lock} and {@code plugin.lock.sig}.
     *
     * <p>Threads: one, which may block. Failure: {@link PluginRefusal} with what was expected and what was found; the plugin
     * stays out.
     */
    Admitted admit(Path stagedFolder, PluginOrigin origin) throws PluginRefusal;

    /**
     * What was let in.
     *
     * @param digest SHA-256 of the plugin's files in 64 hexadecimal digits
     * @param signer name of the key that vouches for it; empty when nobody does
     * @param libraries what it brings along by its bill of materials, with versions and licences
     * @param notes what the operator should read, such as capabilities that the version before did not declare
     */
    record Admitted(String digest, String signer, List<String> libraries, List<String> notes) {
        public Admitted {
            libraries = List.copyOf(libraries);
            notes = List.copyOf(notes);
        }

        /** One that lists no libraries. */
        public Admitted(String digest, String signer, List<String> notes) {
            this(digest, signer, List.of(), notes);
        }

        /** The same with more to read, before the rest. */
        Admitted noting(List<String> more) {
            return new Admitted(digest, signer, libraries, Stream.concat(more.stream(), notes.stream()).toList());
        }
    }
}
