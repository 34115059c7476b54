/**
 * Everything after the commit: couriers that take the events of the journal to other people's systems, each from a durable cursor
 * of its own, so that a slow or dead receiver delays no request and loses no event.
 */
package io.pilothouse.kernel.follow;
