/** Module layers and programs. */
package io.pilothouse.launcher;
