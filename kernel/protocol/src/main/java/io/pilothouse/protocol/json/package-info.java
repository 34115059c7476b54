/** JSON by the rules of {@code wire.md} 3 and 3.1: strict syntax, lenient values. */
package io.pilothouse.protocol.json;
