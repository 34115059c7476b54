/** Recorded sessions of real clients, played again and compared; what the comparison leaves out is named in one place. */
package io.pilothouse.acceptance.replay;
