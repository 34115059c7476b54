/** Exports the audit trail as JSON, over HTTP or into a file. */
package io.pilothouse.audit.json;
