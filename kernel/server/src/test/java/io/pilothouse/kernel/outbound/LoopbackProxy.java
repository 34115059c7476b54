package io.pilothouse.kernel.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;

/**
 * A proxy on loopback that does what proxies do: tunnels, and requests with a whole URL, which it passes on without what is meant for
 * itself. Whoever it is asked for, it connects to one server on loopback, as the names of tests do not exist.
 */
final class LoopbackProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int server;
    private final String login;
    /** What it was asked, head by head. */
    final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

    /**
     * Listens.
     *
     * @param server port of the server
     * @param login {@code Basic} and what follows, without which it answers 407; empty for nothing
     */
    LoopbackProxy(ServerSocketFactory factory, int server, String login) {
        this.server = server;
        this.login = login;
        try {
            listening = factory.createServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        threads.execute(this::accept);
    }

    LoopbackProxy(int server) {
        this(ServerSocketFactory.getDefault(), server, "");
    }

    LoopbackProxy(int server, String login) {
        this(ServerSocketFactory.getDefault(), server, login);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            if (!login.isEmpty() && !head.contains("proxy-authorization: " + login + "\r\n")) {
                say(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                        + "Content-Length: 20000\r\n\r\n" + "p".repeat(20_000));
                return;
            }
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), server)) {
                if (head.startsWith("CONNECT ")) {
                    say(client, "HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n");
                } else {
                    say(target, passedOn(head));
                }
                threads.execute(() -> copy(client, target));
                copy(target, client);
            }
        } catch (IOException gone) {
            heads.add("broken: " + gone.getMessage());
        }
    }

    /** Path instead of URL, the host of the URL, and nothing that is meant for the proxy. */
    private static String passedOn(String head) {
        String url = head.substring(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
        String rest = url.substring("http://".length());
        String host = rest.substring(0, rest.indexOf('/'));
        return head.replaceFirst("\\Q" + url + "\\E", rest.substring(host.length()))
                .replaceFirst("(?i)\r\nproxy-authorization: [^\r]*", "")
                .replaceFirst("(?i)\r\nhost: [^\r]*", "\r\nhost: " + host);
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // One side has what it wanted.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
