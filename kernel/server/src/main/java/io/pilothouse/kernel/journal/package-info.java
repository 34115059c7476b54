/** Journal records as bytes, recovery from snapshot and journal, writing snapshots. */
package io.pilothouse.kernel.journal;
