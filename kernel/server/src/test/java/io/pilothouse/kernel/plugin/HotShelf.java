package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shelf at work, and folders to put plugins into, for tests of the module path. */
abstract class HotShelf {
    @TempDir
    Path folder;
    HotPlugins hot;

    /** For {@code @EnabledIf}, which each test class says itself: it is not inherited. */
    static boolean onModulePath() {
        return PluginShelf.class.getModule().isNamed();
    }

    @BeforeEach
    final void makeRoom() throws IOException {
        hot = new HotPlugins(folder);
    }

    @AfterEach
    final void clear() {
        hot.close();
    }

    /** Where an operator puts a plugin. */
    final Path place(String name) {
        return hot.installed.resolve(name);
    }
}
