/** Ids, names and addresses of the Pilot protocol as values that are valid by construction. */
package io.pilothouse.protocol;
