/**
 * Streams this registry to standbys and follows a primary ({@code replication-and-storage.md} 5). Sits on top: it sees the net
 * room's streams, the commit pipeline, the journal and the state; nothing but {@code boot} sees it.
 */
package io.pilothouse.kernel.replication;
