/**
 * What every command does: one handler each, in the room of its subject. Handlers use no clock, randomness, lock, log, JSON
 * or I/O; what they need comes in with the {@link io.pilothouse.kernel.command.Context}.
 */
package io.pilothouse.kernel.command;
