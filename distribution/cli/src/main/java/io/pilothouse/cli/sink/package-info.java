/** {@code pilothouse sink}: where events go to, and what could not be delivered. */
package io.pilothouse.cli.sink;
