package io.pilothouse.kernel.replication;

import io.pilothouse.protocol.PinnedCertificate;
import io.pilothouse.protocol.wire.Frames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** One connection to a primary. Threads: one, except {@link #close}. */
final class PrimaryLink implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Primary primary;
    private final Socket socket;
    private final DataInputStream in;
    private long spoke = System.nanoTime();
    private boolean heard;

    private PrimaryLink(Primary primary, Socket socket) throws IOException {
        this.primary = primary;
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    static PrimaryLink open(Primary primary) throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(primary.host(), primary.port());
            if (address.isUnresolved()) {
                throw new IOException("the host of " + primary.name() + " cannot be resolved");
            }
            socket.connect(address, (int) primary.pace().connect().toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) primary.pace().silence().toMillis());
            return new PrimaryLink(primary, primary.pin().isPresent() ? tls(primary, socket) : socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static Socket tls(Primary primary, Socket plain) throws IOException {
        SSLSocket secure = (SSLSocket) trusting(primary.pin().orElseThrow()).createSocket(plain, primary.host(),
                primary.port(), true);
        secure.startHandshake();
        return secure;
    }

    private static SSLSocketFactory trusting(String pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{new PinnedCertificate(pin, "standby-tls-pin wants")}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java runtime has TLS", missing);
        }
    }

    /** Sends one message. */
    void say(byte[] message) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(Frames.PREFIX + message.length).putInt(message.length).put(message).array());
        spoke = System.nanoTime();
    }

    /** The next message; keeps the connection alive on the way. */
    Inbound next() throws IOException {
        if (System.nanoTime() - spoke > primary.pace().keepAlive().toNanos()) {
            // Primaries of R1 wait for any byte; ours ignore it.
            socket.getOutputStream().write(0);
            spoke = System.nanoTime();
        }
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            throw new IOException(heard
                    ? "the primary closed the connection"
                    : "the primary closed the connection without a word: see whether " + primary.name()
                            + " is the protocol port of a registry"
                            + (primary.pin().isPresent() ? "" : " and takes connections without TLS"),
                    end);
        } catch (SocketTimeoutException silent) {
            throw new IOException("the primary said nothing for " + primary.pace().silence().toSeconds() + " s",
                    silent);
        }
        if (length < 0 || length > primary.longestMessage()) {
            throw new IOException("the primary announced a message of " + Integer.toUnsignedString(length)
                    + " bytes, at most " + primary.longestMessage() + " are taken: raise standby-max-message, or see"
                    + " whether " + primary.name() + " is the protocol port of a registry");
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new IOException("the primary closed the connection within a message");
        }
        heard = true;
        return Inbound.read(message);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
