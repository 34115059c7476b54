/** Log lines on standard error, as text or as JSON. Rule: protocol page "Audit events, exports", section 4. */
package io.pilothouse.launcher.logging;
