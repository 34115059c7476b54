/** Starts the assembled bundle as a process and speaks to it over sockets; knows nothing of the registry's classes. */
package io.pilothouse.acceptance.harness;
