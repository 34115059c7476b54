/** Clients that remember what was acknowledged, and the comparison with what a restarted registry still knows. */
package io.pilothouse.acceptance.durability;
