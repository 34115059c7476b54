/** Messages to bytes and back: JSON bodies, binary frames, sealed signatures. */
package io.pilothouse.protocol.wire;
