/** Who calls and what that allows. The only room that sees Ed25519 code. */
package io.pilothouse.kernel.access;
