/** Commands for the operator: webhooks, identity provider, directory, provisioning. */
package io.pilothouse.kernel.command.admin;
