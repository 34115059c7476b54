/** Commands about the audit trail and its export. */
package io.pilothouse.kernel.command.audit;
