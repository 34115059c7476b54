package io.pilothouse.kernel.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that sends bytes as a test wants them. Waits at most ten seconds for an answer. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    static Wire plain(ProtocolServer server) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), server.address().getPort()));
    }

    static Wire smallBuffer(ProtocolServer server, int bytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.address().getPort()));
        return new Wire(socket);
    }

    static Wire tls(ProtocolServer server, String protocol) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, new TrustManager[]{new Trusting()}, null);
        return new Wire(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(),
                server.address().getPort()));
    }

    Socket socket() {
        return socket;
    }

    Wire hex(String hex) {
        return bytes(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    Wire bytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return this;
    }

    Wire json(String body) {
        return bytes(frame(body));
    }

    static byte[] frame(String body) {
        byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).array();
    }

    static byte[] frames(String body, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(frame(body));
        }
        return all.toByteArray();
    }

    Wire endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The body of the next frame. */
    String answer() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The next frame, length included, in hex. */
    String frameInHex() throws IOException {
        int length = in.readInt();
        byte[] body = new byte[length];
        in.readFully(body);
        return HexFormat.of().toHexDigits(length) + HexFormat.of().formatHex(body);
    }

    int read() throws IOException {
        return in.read();
    }

    /** Everything until the server ends the connection. */
    byte[] rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException reset) {
            // A reset is an end too.
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new UnsupportedOperationException("no clients here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            if (chain.length == 0) {
                throw new IllegalStateException("a server shows a certificate");
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
