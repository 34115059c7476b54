package io.pilothouse.client;

import java.net.Socket;

/**
 * An open connection.
 *
 * @param socket what is read and written
 * @param carrier the TCP socket below; the same when there is no TLS. Closing it never waits for a writer
 */
record Link(Socket socket, Socket carrier) {}
