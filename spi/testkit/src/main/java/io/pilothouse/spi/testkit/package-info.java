/**
 * Contract tests. Extend the class of your kind ({@link io.pilothouse.spi.testkit.IdentityProviderContract} …), say how a component
 * of yours is made and what it is to be asked, and every test of the contract runs in your build.
 */
package io.pilothouse.spi.testkit;
