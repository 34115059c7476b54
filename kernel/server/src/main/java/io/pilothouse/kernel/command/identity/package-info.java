/** Commands about keys, owners and what identity providers and issuers say of a node. */
package io.pilothouse.kernel.command.identity;
