/** Commands about the members of a network: roles, labels, invitations, and what goes with a member that leaves. */
package io.pilothouse.kernel.command.member;
