package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.config.KernelSettings;
import io.pilothouse.launcher.Home;
import io.pilothouse.launcher.Program;
import io.pilothouse.launcher.ProgramException;
import io.pilothouse.launcher.Termination;
import io.pilothouse.launcher.logging.Format;
import io.pilothouse.launcher.logging.Logging;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** {@code pilothouse serve}: runs the registry until it is told to stop. */
final class ServeProgram implements Program {
    private static final Logger LOG = LoggerFactory.getLogger(ServeProgram.class);

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run the registry.";
    }

    /** The version of this build. */
    static String version() {
        return Optional.ofNullable(ServeProgram.class.getModule().getDescriptor()).flatMap(d -> d.rawVersion())
                .orElse("development");
    }

    @Override
    public int run(List<String> arguments, Home home) throws Exception {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            help(System.out);
            return 0;
        }
        Configuration configuration = configuration(arguments, home);
        CountDownLatch stop = new CountDownLatch(1);
        Termination.onRequest(stop::countDown);
        InstantSource clock = Clock.systemUTC();
        Path data = StoreRoom.folder(configuration, home);
        HeadStart head = HeadStart.begin(new NetConfiguration(configuration, data, clock));
        try (StoreRoom room = StoreRoom.open(configuration, home, clock, data)) {
            Configuration resolved = room.configuration();
            head.resolved(new NetConfiguration(resolved, data, clock));
            AdminTokens.Found token = AdminTokens.find(resolved, room.data());
            try (RunningRegistry registry = RunningRegistry.start(resolved, room, head, token,
                    SecretKeys.find(resolved, room.data()), clock)) {
                warnOfSlowStart(home);
                announce(registry, home, room.data(), token.generated());
                stop.await();
                LOG.info("stopping");
            }
        } catch (StartupException failed) {
            throw new ProgramException(1, failed.getMessage());
        } catch (IOException failed) {
            throw new ProgramException(1, "the registry does not start: " + failed.getMessage());
        }
        LOG.info("stopped");
        return 0;
    }

    /** The virtual machine leaves out a class cache that does not fit, without a word. */
    private static void warnOfSlowStart(Home home) {
        Path cache = home.folder().resolve("lib/pilothouse.aot");
        if (Files.exists(cache) && !System.getProperty("java.vm.info", "").contains("sharing")) {
            LOG.warn("the class cache {} is not used, so the start took longer: a jar in lib/ or an option of the Java"
                    + " virtual machine has changed; unpack the bundle again or copy it with its times (cp -a)", cache);
        }
    }

    static Configuration configuration(List<String> arguments, Home home) throws ProgramException {
        try {
            Configuration configuration = Configuration.read(arguments, System.getenv(),
                    home.conf().resolve("pilothouse.properties"));
            Format format = switch (configuration.value(KernelSettings.LOG_FORMAT)) {
                case TEXT -> Format.TEXT;
                case JSON -> Format.JSON;
            };
            Logging.configure(format, Level.valueOf(configuration.value(KernelSettings.LOG_LEVEL).name()));
            return configuration;
        } catch (InvalidSettingsException invalid) {
            throw new ProgramException(ProgramException.USAGE, "the configuration is not usable:\n  "
                    + String.join("\n  ", invalid.problems()) + "\nSee: pilothouse serve --help");
        }
    }

    private static void announce(RunningRegistry registry, Home home, Path data, Optional<String> generated) {
        String protocol = Addresses.text(registry.protocolAddress());
        String http = registry.httpAddress().map(Addresses::text).orElse("off");
        String fingerprint = registry.fingerprint().orElse("off");
        LOG.atInfo().addKeyValue("protocol", protocol).addKeyValue("http", http)
                .addKeyValue("tls_fingerprint", fingerprint).addKeyValue("data", data).addKeyValue("version", version())
                .log("listening");
        if (generated.isPresent()) {
            greet(System.out, home, Addresses.reachable(registry.protocolAddress()),
                    registry.httpAddress().map(Addresses::reachable).orElse("off"), fingerprint, data, generated.get());
        }
    }

    /** What a new operator wants to know; the token is shown this once. */
    private static void greet(PrintStream out, Home home, String protocol, String http, String fingerprint,
            Path data, String token) {
        String program = home.folder().resolve("bin/pilothouse").toString();
        out.println();
        out.println("  Admin token (shown only now, kept in " + data.resolve("admin-token") + "):");
        out.println("    " + token);
        out.println();
        out.println("  Agents connect to      " + protocol);
        out.println("  With TLS, pin          " + fingerprint);
        if (!http.equals("off")) {
            out.println("  Dashboard and health   http://" + http + "/  http://" + http + "/healthz");
        }
        out.println();
        out.println("  Next, in another terminal:");
        out.println("    export PILOTHOUSE_ADMIN_TOKEN=" + token);
        if (!protocol.endsWith(":9000")) {
            out.println("    export PILOTHOUSE_SERVER=" + protocol);
        }
        out.println("    " + program + " key generate my-agent.pem");
        out.println("    " + program + " node register --key my-agent.pem");
        out.println("    " + program + " network create --node 1 my-network");
        out.println("    " + program + " node list");
        out.println();
        out.flush();
    }

    private static void help(PrintStream out) {
        out.println("Usage: pilothouse serve [--KEY VALUE]...");
        out.println();
        out.println(
                "Every key is also a line KEY=VALUE in conf/pilothouse.properties (or the file of --config) and an");
        out.println("environment variable: PILOTHOUSE_ and the key in capitals, with _ for -.");
        out.println();
        for (Setting<?> setting : KernelSettings.all()) {
            out.println("  --" + setting.key() + "  (" + setting.fallback().map(String::valueOf)
                    .filter(text -> !text.isEmpty()).orElse("none") + ")");
            out.println("      " + setting.documentation());
        }
    }
}
