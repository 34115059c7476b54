package io.pilothouse.packaging;

import java.util.List;
import java.util.Optional;

/**
 * What an examination found.
 *
 * @param steps what was looked at, in order
 * @param description the descriptor, if it could be read
 * @param digest SHA-256 of the lock file, which stands for all bytes of the plugin; empty if there is no telling
 * @param signer name of the trusted key that vouches; empty when none does
 * @param scan what the classes do, if they could be read
 * @param bom the libraries, if they are listed
 * @param notes what an operator should read although it is no problem
 */
public record PluginReport(List<Step> steps, Optional<PluginDescription> description, String digest, String signer,
        Optional<CapabilityScan> scan, Optional<Bom> bom, List<String> notes) {
    /**
     * One thing that was looked at.
     *
     * @param name such as {@code signature}
     * @param passed whether it is as it must be
     * @param text what was found
     */
    public record Step(String name, boolean passed, String text) {}

    public PluginReport {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Whether a registry with the same trust would let the plugin in. */
    public boolean passed() {
        return steps.stream().allMatch(Step::passed);
    }
}
