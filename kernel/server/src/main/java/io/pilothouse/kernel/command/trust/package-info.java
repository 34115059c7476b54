/** Commands about who lets whom see it: consents and handshakes. */
package io.pilothouse.kernel.command.trust;
