/** Exports the audit trail as CEF, by syslog (RFC 5424) or HTTP. */
package io.pilothouse.audit.syslog;
