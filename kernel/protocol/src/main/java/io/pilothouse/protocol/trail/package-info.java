/**
 * The tamper-evident audit trail as anybody can check it: RFC 6962 Merkle tree, C2SP signed notes and checkpoints, and the
 * form of an export.
 */
package io.pilothouse.protocol.trail;
