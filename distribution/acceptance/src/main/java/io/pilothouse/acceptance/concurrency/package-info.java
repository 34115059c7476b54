/** Many clients that change the same networks at once, and a sequential model that their history must be a run of. */
package io.pilothouse.acceptance.concurrency;
