/** Immutable values of the registry: what is stored, what changed, why something was refused. No behaviour beyond validation. */
package io.pilothouse.kernel.model;
