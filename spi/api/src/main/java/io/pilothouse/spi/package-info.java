/**
 * The plugin contract. A plugin is a Java module that provides {@link io.pilothouse.spi.PilothousePlugin}; every method
 * states its Threads, Order and Failure contract.
 */
package io.pilothouse.spi;
