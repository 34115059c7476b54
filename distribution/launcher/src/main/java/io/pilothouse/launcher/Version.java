package io.pilothouse.launcher;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** The version of this bundle. */
public final class Version {
    private Version() {}

    /** The version that the build wrote into the launcher's module, or {@code development} outside a module. */
    public static String current() {
        return Optional.ofNullable(Version.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("development");
    }
}
