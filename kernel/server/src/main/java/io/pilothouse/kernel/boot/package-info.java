/** Construction and the order of start and stop. The only room that sees Guice. */
package io.pilothouse.kernel.boot;
