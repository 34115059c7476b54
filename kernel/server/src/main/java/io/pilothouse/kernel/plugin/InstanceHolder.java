package io.pilothouse.kernel.plugin;

import io.pilothouse.spi.StartupException;

/**
 * A part of the kernel that keeps components at work, made by {@link ComponentCatalog#open}. It says so to the catalog
 * ({@link ComponentCatalog#tell}) and is then told when plugins change.
 *
 * <p>Threads: one at a time, which may block; it holds the shelf, so a holder must not make components under a lock that these
 * methods take.
 */
public interface InstanceHolder {
    /**
     * Makes anew, from its present settings, every instance that is {@link Guarded#outdated}, and tries those again that could not
     * be made before. The new one takes the place of the old one, which is closed only then.
     *
     * @throws StartupException if one that works cannot be made anew; it is left as it is. The change of plugins is taken back
     *     then, and this is called once more.
     */
    void renew() throws StartupException;

    /** Closes what is outdated still: its plugin is gone, and nothing came in its place. */
    void giveUp();
}
