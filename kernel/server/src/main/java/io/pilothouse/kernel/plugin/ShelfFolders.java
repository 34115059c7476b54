package io.pilothouse.kernel.plugin;

import java.nio.file.Path;

/**
 * Where plugins are.
 *
 * @param bundled holds one folder for each plugin of the bundle; loaded in place
 * @param installed the operator's folder; it need not be there
 * @param staging in the data folder, for private copies of installed plugins
 */
public record ShelfFolders(Path bundled, Path installed, Path staging) {}
