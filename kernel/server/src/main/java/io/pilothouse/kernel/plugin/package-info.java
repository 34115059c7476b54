/**
 * The plugin host: discovery, admission, one module layer per plugin, and the catalogue of what plugins can create. The
 * only room that sees PF4J and module layers.
 */
package io.pilothouse.kernel.plugin;
