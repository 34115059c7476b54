/** Moving over from another registry: reads the snapshot of a Go registry ({@code replication-and-storage.md} 3) as facts. */
package io.pilothouse.kernel.migration;
