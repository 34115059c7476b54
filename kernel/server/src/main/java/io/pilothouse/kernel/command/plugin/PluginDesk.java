package io.pilothouse.kernel.command.plugin;

import io.pilothouse.protocol.command.PluginChange;
import io.pilothouse.protocol.command.PluginInspect;
import java.util.List;

/**
 * Where plugins are looked at and changed.
 *
 * <p>Threads: {@link #report} any, and it never waits; all else one at a time, and may take long. Failure: a {@code Refusal};
 * what is loaded and kept is as before.
 */
public interface PluginDesk {
    /** How all plugins are doing, by id; first the version in use, then those that are being left. */
    List<PluginInspect.Ok> report();

    /** Loads and keeps what was put into {@code .incoming} under that name. */
    List<PluginChange.Event> install(String incoming);

    /** Takes an operator's plugin out and deletes it. */
    List<PluginChange.Event> remove(String id);

    /** Loads a plugin anew. */
    List<PluginChange.Event> reload(String id);

    /** Takes a plugin out until it is enabled. */
    List<PluginChange.Event> disable(String id);

    /** Loads a plugin that was disabled. */
    List<PluginChange.Event> enable(String id);
}
