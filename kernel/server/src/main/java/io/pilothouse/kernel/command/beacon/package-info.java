/** Commands about beacons. */
package io.pilothouse.kernel.command.beacon;
