package io.pilothouse.demo;

import io.pilothouse.client.RegistryClient;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The registry of the story: its settings, its process, and its command line.
 *
 * <p>Threads: one; {@link #close} any.
 */
final class Site implements AutoCloseable {
    private final Bundle bundle;
    private final Workplace workplace;
    private final String adminToken;
    private volatile RegistryProcess process;

    Site(Bundle bundle, Workplace workplace) {
        this.bundle = bundle;
        this.workplace = workplace;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        adminToken = HexFormat.of().formatHex(random);
    }

    /**
     * Starts the registry on an empty folder.
     *
     * @param hookSecret what webhooks are signed with
     */
    RegistryProcess start(String hookSecret) {
        workplace.write("pilothouse.properties", """
                data=%s
                # The counterparts are on this machine.
                outbound-private-networks=allow
                webhook.http.secret=%s
                """.formatted(workplace.file("data"), hookSecret));
        return startAt("127.0.0.1:0");
    }

    private RegistryProcess startAt(String listen) {
        process = RegistryProcess.start(bundle, workplace.file("pilothouse.properties"), listen,
                Map.of("PILOTHOUSE_ADMIN_TOKEN", adminToken), workplace.file("registry.log"));
        return process;
    }

    /** Kills the registry and starts it again at the same address. */
    RegistryProcess killAndStart() throws InterruptedException {
        String address = process.address();
        process.kill();
        return startAt(address);
    }

    RegistryProcess process() {
        return process;
    }

    /** A client with the registry's admin token. */
    RegistryClient admin() {
        return RegistryClient.to(process.address()).adminToken(adminToken).open();
    }

    /**
     * Runs a command of the bundle in the folder of the run.
     *
     * @return what it printed
     * @throws StepFailedException if its exit code is not 0
     */
    String command(String... words) {
        Bundle.Ended ended = attempt(words);
        if (ended.code() != 0) {
            throw new StepFailedException("pilothouse " + String.join(" ", words) + " ended with " + ended.code() + ": "
                    + ended.output());
        }
        return ended.output();
    }

    /** Runs a command, however it ends. */
    Bundle.Ended attempt(String... words) {
        return bundle.run(Map.of("PILOTHOUSE_SERVER", process.address(), "PILOTHOUSE_ADMIN_TOKEN", adminToken),
                workplace.folder(), List.of(words));
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
