/** Commands about the limits of a network and the policy document that its daemons follow. */
package io.pilothouse.kernel.command.policy;
