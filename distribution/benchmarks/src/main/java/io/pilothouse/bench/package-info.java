/**
 * {@code pilothouse-bench}: registers nodes with keys from a seed, prepares all requests and signatures, then measures. It
 * shares a machine with the server, so the measured part is one thread that moves prepared bytes.
 */
package io.pilothouse.bench;
