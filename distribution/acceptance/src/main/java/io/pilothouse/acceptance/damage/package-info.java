/** A small store with a known history, copies of it with damage, and what a registry may make of them. */
package io.pilothouse.acceptance.damage;
