package io.pilothouse.packaging;

import com.github.zafarkhaja.semver.Version;

/** The version of the SPI that registries of this build serve. A plugin says in {@code plugin.requires} with which it works. */
public final class SpiVersion {
    /** The version. */
    public static final String SERVED = "1.0.0";

    private SpiVersion() {}

    /**
     * Refuses a plugin that was made for other versions.
     *
     * @param requires a range such as {@code ^1.0.0}; a bare version stands for itself and all later ones, as PF4J has it
     */
    public static void check(String requires) throws UnfitPluginException {
        String range = requires.strip();
        boolean served;
        try {
            served = Version.parse(SERVED).satisfies(range.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + range : range);
        } catch (RuntimeException malformed) {
            throw new UnfitPluginException("in " + PluginFolder.DESCRIPTOR + ", plugin.requires is \"" + requires
                    + "\", which is not a version range such as ^1.0.0 or >=1.0.0 & <2.0.0", malformed);
        }
        if (!served) {
            throw new UnfitPluginException("it requires SPI version " + requires + ", but this kernel serves " + SERVED
                    + "; install a version of the plugin made for " + SERVED);
        }
    }
}
