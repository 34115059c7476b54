/** Runs once while the bundle is built; nothing of it goes into the bundle. */
package io.pilothouse.bundle;
