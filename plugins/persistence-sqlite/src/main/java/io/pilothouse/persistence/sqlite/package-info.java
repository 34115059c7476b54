/** Keeps the registry's journal and snapshots in one SQLite file with a write-ahead log. */
package io.pilothouse.persistence.sqlite;
