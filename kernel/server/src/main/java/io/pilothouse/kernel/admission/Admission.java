package io.pilothouse.kernel.admission;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.kernel.config.KernelSettings.SignedPlugins;
import io.pilothouse.kernel.plugin.PluginGate;
import io.pilothouse.kernel.plugin.PluginOrigin;
import io.pilothouse.kernel.plugin.PluginRefusal;
import io.pilothouse.packaging.Bom;
import io.pilothouse.packaging.PluginExamination;
import io.pilothouse.packaging.PluginReport;
import io.pilothouse.packaging.TrustKeys;
import io.pilothouse.packaging.UnfitPluginException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The gate for plugins. One of the bundle is part of the program and passes unread, because a start must not wait for hashes.
 * One that was installed is examined to the last byte. The trust keys are read each time, so that an operator can add or
 * withdraw one while the registry works; what is loaded already stays.
 *
 * <p>Threads: any; it keeps nothing.
 *
 * @param trust the folder of trust keys
 * @param signed whether signatures are required
 */
public record Admission(Path trust, SignedPlugins signed) implements PluginGate {
    /**
     * As it is configured.
     *
     * @param bundle the folder from which relative paths count
     */
    public static Admission configured(Configuration configuration, Path bundle) {
        return new Admission(bundle.resolve(configuration.value(KernelSettings.PLUGIN_TRUST)),
                configuration.value(KernelSettings.PLUGINS_SIGNED));
    }

    @Override
    public Admitted admit(Path stagedFolder, PluginOrigin origin) {
        return switch (origin) {
            case BUNDLED -> new Admitted("", "", List.of());
            case INSTALLED -> examined(stagedFolder);
        };
    }

    private Admitted examined(Path folder) {
        try {
            PluginReport report = PluginExamination.strict(folder, new PluginExamination.Signatures(
                    TrustKeys.in(trust), signed == SignedPlugins.REQUIRE));
            return new Admitted(report.digest(), report.signer(), report.bom().stream()
                    .flatMap(bom -> bom.components().stream()).map(Bom.Component::toString).toList(), report.notes());
        } catch (UnfitPluginException unfit) {
            throw new PluginRefusal(unfit.getMessage(), unfit);
        } catch (IOException unreadable) {
            throw new PluginRefusal("it cannot be read: " + unreadable, unreadable);
        }
    }
}
