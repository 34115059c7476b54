package io.pilothouse.kernel.plugin;

import java.nio.file.Path;

/**
 * A folder that holds no usable plugin.
 *
 * @param folder where it was found
 * @param reason what was expected and what was found
 */
public record RefusedPlugin(Path folder, String reason) {}
