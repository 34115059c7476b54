/** The durable audit trail: its Merkle tree, signed checkpoints, searches, refusals and retention. */
package io.pilothouse.kernel.audit;
