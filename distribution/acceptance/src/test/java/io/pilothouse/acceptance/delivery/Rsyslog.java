package io.pilothouse.acceptance.delivery;

import io.pilothouse.acceptance.harness.Bundle;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's rsyslog as a process of this test, on two ports of loopback: octet-counted TCP and the same in TLS. Its CEF parser
 * (mmnormalize) writes what it could parse into one file, as JSON, and all else into another.
 *
 * <p>Threads: one starts and ends it.
 */
final class Rsyslog implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
    private static final List<String> MODULES = List.of("imtcp.so", "mmnormalize.so", "lmnsd_gtls.so");
    private static final String PASSWORD = "loopback";

    private final Path folder;
    private final int plain;
    private final int encrypted;
    private final Process process;

    /** Why it cannot be started here; empty when it can. */
    static Optional<String> absent() {
        try (Stream<Path> libraries = Files.walk(Path.of("/usr/lib"), 3)) {
            List<String> there = libraries.filter(file -> file.getParent().endsWith("rsyslog"))
                    .map(file -> file.getFileName().toString()).toList();
            return Files.isExecutable(PROGRAM) && there.containsAll(MODULES)
                    ? Optional.empty()
                    : Optional.of("rsyslog with TLS is not installed (Debian packages rsyslog and rsyslog-gnutls)");
        } catch (IOException unreadable) {
            return Optional.of("/usr/lib cannot be read: " + unreadable.getMessage());
        }
    }

    Rsyslog(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        certificates();
        plain = freePort();
        encrypted = freePort();
        Files.writeString(folder.resolve("cef.rulebase"), "version=2\nrule=:%cef:cef%\n");
        Path settings = Files.writeString(folder.resolve("rsyslog.conf"), settings());
        Path log = Bundle.report("logs/rsyslog.log");
        process = new ProcessBuilder(PROGRAM.toString(), "-n", "-f", settings.toString(), "-i",
                folder.resolve("pid").toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int port : List.of(plain, encrypted)) {
            Await.until("rsyslog on port " + port + ", see " + log, () -> process.isAlive() && listens(port));
        }
    }

    private String settings() {
        return """
                global(workDirectory="FOLDER" maxMessageSize="64k" parser.escapeControlCharactersOnReceive="off"
                  defaultNetstreamDriverCAFile="FOLDER/ca.pem" defaultNetstreamDriverCertFile="FOLDER/server.pem"
                  defaultNetstreamDriverKeyFile="FOLDER/server.key")
                module(load="imtcp")
                module(load="mmnormalize")
                template(name="parsed" type="list") { property(name="$!all-json") constant(value="\\n") }
                template(name="unparsed" type="list") { property(name="rawmsg") constant(value="\\n") }
                ruleset(name="cef") {
                  action(type="mmnormalize" rulebase="FOLDER/cef.rulebase")
                  if $parsesuccess == "OK" then {
                    action(type="omfile" file="FOLDER/parsed" template="parsed")
                  } else {
                    action(type="omfile" file="FOLDER/unparsed" template="unparsed")
                  }
                }
                input(type="imtcp" address="127.0.0.1" port="PLAIN" ruleset="cef")
                input(type="imtcp" address="127.0.0.1" port="ENCRYPTED" ruleset="cef" streamDriver.name="gtls"
                  streamDriver.mode="1" streamDriver.authMode="anon")
                """.replace("FOLDER", folder.toString()).replace("PLAIN", Integer.toString(plain)).replace("ENCRYPTED",
                Integer.toString(encrypted));
    }

    /** An authority of its own and the server's certificate by it, for localhost. */
    private void certificates() throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        keytool(store, "authority", "-ext", "bc=ca:true");
        keytool(store, "localhost", "-signer", "authority", "-ext", "san=dns:localhost,ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Files.writeString(authority(), pem("CERTIFICATE", certificate(keys, "authority")));
        Files.writeString(folder.resolve("server.pem"), pem("CERTIFICATE", certificate(keys, "localhost")));
        Files.writeString(folder.resolve("server.key"), pem("PRIVATE KEY",
                keys.getKey("localhost", PASSWORD.toCharArray()).getEncoded()));
    }

    private static byte[] certificate(KeyStore keys, String name) throws GeneralSecurityException {
        Certificate certificate = keys.getCertificate(name);
        return certificate.getEncoded();
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }

    private static void keytool(Path store, String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore",
                store.toString(), "-storepass", PASSWORD, "-alias", name, "-keyalg", "RSA", "-keysize", "2048",
                "-dname", "CN=" + name, "-validity", "2"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool: " + text);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    String plain() {
        return "127.0.0.1:" + plain;
    }

    String encrypted() {
        return "tls://localhost:" + encrypted;
    }

    /** The authority that has signed its certificate. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** What it could parse, one JSON object a line. */
    List<String> parsed() throws IOException {
        return lines("parsed");
    }

    /** What it could not parse. */
    List<String> unparsed() throws IOException {
        return lines("unparsed");
    }

    /** How much it has written of both. */
    long bytes() {
        return Stream.of("parsed", "unparsed").mapToLong(name -> folder.resolve(name).toFile().length()).sum();
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
