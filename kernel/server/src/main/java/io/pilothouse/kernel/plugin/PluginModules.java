package io.pilothouse.kernel.plugin;

import io.pilothouse.packaging.ModuleRules;
import io.pilothouse.packaging.UnfitPluginException;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.Set;

/** Checks the modules of one plugin's folder before any of them is resolved or loaded. */
final class PluginModules {
    private final ModuleRules rules;

    PluginModules(Collection<ModuleReference> references) {
        rules = new ModuleRules(references);
    }

    Set<String> names() {
        return rules.names();
    }

    /**
     * Refuses what cannot or must not be loaded.
     *
     * @param readable modules outside the folder that may be required: what the host offers, and other plugins' modules
     */
    void check(Set<String> readable) {
        try {
            rules.check(readable);
        } catch (UnfitPluginException unfit) {
            throw new PluginRefusal(unfit.getMessage(), unfit);
        }
    }
}
