/** Exports the audit trail to a Splunk HTTP Event Collector. */
package io.pilothouse.audit.splunk;
