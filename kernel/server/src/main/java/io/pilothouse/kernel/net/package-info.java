/** The protocol port: connections, framing, TLS, limits ({@code wire.md} 1 to 4, 7, 9 and 11). */
package io.pilothouse.kernel.net;
