/** Who is let onto the shelf: signatures, lock files and capabilities of plugins that do not come with the bundle. */
package io.pilothouse.kernel.admission;
