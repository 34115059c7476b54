/**
 * Every command of the protocol as a record, one file each, its success reply nested as {@code Ok}. The same records
 * serve the kernel (read a command, write a reply) and the client (write a command, read a reply).
 */
package io.pilothouse.protocol.command;
