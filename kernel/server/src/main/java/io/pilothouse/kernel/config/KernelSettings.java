package io.pilothouse.kernel.config;

import io.pilothouse.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of the kernel. Each is a key in {@code conf/pilothouse.properties}, an option {@code --key value} and an
 * environment variable {@code PILOTHOUSE_KEY}.
 */
public final class KernelSettings {
    public static final Setting<String> LISTEN = Setting.of("listen", String.class, "0.0.0.0:9000",
            "Address and port of the protocol, plain and TLS; port 0 takes a free one.");
    public static final Setting<String> HTTP = Setting.of("http", String.class, "127.0.0.1:3000",
            "Address and port of health, metrics, statistics and dashboard; off for none.");
    public static final Setting<Path> DATA = Setting.of("data", Path.class, Path.of("data"),
            "Folder of everything that must survive; a relative path counts from the bundle.");
    public static final Setting<String> ADMIN_TOKEN = secret("admin-token",
            "The global admin token. This and other secrets may be references to a secrets provider: secret:PROVIDER:KEY."
                    + " Without it one is generated at the first start, printed once and kept in the data"
                    + " folder.");
    public static final Setting<String> ADMIN_TOKEN_FILE = Setting.of("admin-token-file", String.class, "",
            "File that holds the global admin token in its first line. When it says another token, that one holds within"
                    + " seconds, without a restart.");
    public static final Setting<Duration> ADMIN_TOKEN_OVERLAP = Setting.of("admin-token-overlap", Duration.class,
            Duration.ZERO, "How long the old admin token stays good after its file says another one.");
    public static final Setting<Boolean> ADMIN_TOKEN_GENERATE = Setting.of("admin-token-generate", Boolean.class, true,
            "Whether to make an admin token when none is given; false leaves all admin commands refused.");
    public static final Setting<String> SECRETS_KEY = secret("secrets-key",
            "Key that encrypts secrets at rest: 32 bytes in base64. Several, separated by commas: the first encrypts, all"
                    + " decrypt.");
    public static final Setting<String> SECRETS_KEY_FILE = Setting.of("secrets-key-file", String.class, "",
            "File with such keys, one a line. Without key and file one is made at the first start and kept in the data"
                    + " folder as secrets.key; a standby needs its primary's.");
    public static final Setting<String> DASHBOARD_TOKEN = secret("dashboard-token",
            "Token that opens the extended statistics; empty keeps them closed.");
    public static final Setting<String> REPLICATION_TOKEN = secret("replication-token",
            "Token that standbys of this registry must show, and that a standby shows its primary; empty refuses"
                    + " standbys.");
    public static final Setting<LogFormat> LOG_FORMAT = Setting.of("log-format", LogFormat.class, LogFormat.TEXT,
            "text or json; one line an event on standard error.");
    public static final Setting<LogLevel> LOG_LEVEL = Setting.of("log-level", LogLevel.class, LogLevel.INFO,
            "debug, info, warn or error; debug writes one line a command.");
    public static final Setting<Boolean> TLS = Setting.of("tls", Boolean.class, true,
            "Whether the protocol port also speaks TLS; the certificate is made once and kept unless one is given.");
    public static final Setting<Boolean> PLAIN = Setting.of("plain", Boolean.class, true,
            "Whether the protocol port also speaks without TLS. R1's command line tool, beacon and binary client know no"
                    + " TLS, so false cuts them off.");
    public static final Setting<String> TLS_CERTIFICATE = Setting.of("tls-cert", String.class, "",
            "PEM file with the certificate chain, leaf first.");
    public static final Setting<String> TLS_KEY = secret("tls-key",
            "PEM file with the private key of tls-cert, PKCS 8, not encrypted; or a reference to a secret that is such a"
                    + " text.");
    public static final Setting<String> TLS_NAMES = Setting.of("tls-names", String.class, "",
            "Further host names and addresses for the certificate that is made, separated by commas.");
    public static final Setting<Integer> MAX_CONNECTIONS = Setting.of("max-connections", Integer.class, 1_100_000,
            "Open connections; one more is closed at once without a byte.");
    public static final Setting<Integer> MAX_CONNECTIONS_PER_IP = Setting.of("max-connections-per-ip", Integer.class, 0,
            "Open connections of one address, 0 for no limit: fleets share one address behind NAT.");
    public static final Setting<Duration> IDLE_TIMEOUT = Setting.of("idle-timeout", Duration.class,
            Duration.ofMinutes(5), "A connection that sends no whole message for so long is closed.");
    public static final Setting<Duration> FRAME_TIMEOUT = Setting.of("frame-timeout", Duration.class,
            Duration.ofSeconds(60), "A message that has begun must be whole after so long.");
    public static final Setting<Integer> MAX_MESSAGE = Setting.of("max-message", Integer.class, 4 << 20,
            "Longest message in bytes, up to 67108864; R1 clients read and send at most 4194304.");
    public static final Setting<Boolean> RATE_CONNECTION = Setting.of("rate-connection", Boolean.class, false,
            "R1's limit per connection: above 100 requests a second slowed, above 500 closed. Off, because a busy"
                    + " connection is to be served.");
    public static final Setting<Boolean> RATE_OPERATIONS = Setting.of("rate-operations", Boolean.class, false,
            "R0's limits per address and minute (register 10, resolve 100, query 500, heartbeat 50). Off, because many"
                    + " agents share one address behind NAT.");
    public static final Setting<ErrorTexts> ERRORS = Setting.of("errors", ErrorTexts.class, ErrorTexts.CLEAR,
            "clear sends every error text; r1 hides what R1 hides behind: request failed.");
    public static final Setting<Long> MAX_NODES = Setting.of("max-nodes", Long.class, 1_000_000L, "Live nodes.");
    public static final Setting<UnsignedRegistration> REGISTRATION_UNSIGNED = Setting.of("registration-unsigned",
            UnsignedRegistration.class, UnsignedRegistration.ENDPOINTS,
            "endpoints lets daemons without a registration signature in (R1 daemons never sign) and lets them change where"
                    + " a known node is; refuse demands a signature.");
    public static final Setting<Boolean> ROTATE_SHORT_FORM = Setting.of("rotate-short-form", Boolean.class, false,
            "Whether rotate_key may be signed without the new key, as R1 clients do. Off, because such a signature can be"
                    + " replayed with another key.");
    public static final Setting<Integer> POLO_MAX_DELTA = Setting.of("polo-max-delta", Integer.class, 100,
            "Largest change of a score by one unsigned update_polo_score.");
    public static final Setting<Boolean> BEACON_TOKEN = Setting.of("beacon-token", Boolean.class, false,
            "Whether beacons must show the admin token to register; R1 beacons cannot.");
    public static final Setting<Boolean> SEAL_REQUIRED = Setting.of("seal-required", Boolean.class, false,
            "Whether every signed command must carry a sealed signature. Off, because R1 and R2 clients know none.");
    public static final Setting<Duration> SEAL_WINDOW = Setting.of("seal-window", Duration.class,
            Duration.ofMinutes(2), "How old a sealed signature may be, 1s to 1h.");
    public static final Setting<Integer> VERIFIED_TEXTS = Setting.of("verified-texts", Integer.class, 262_144,
            "Verified constant signatures to remember, some 50 bytes each.");
    public static final Setting<Long> SNAPSHOT_EVERY = Setting.of("snapshot-every", Long.class, 100_000L,
            "A snapshot is written after so many journal records, and at shutdown.");
    public static final Setting<Duration> AUDIT_RETENTION = Setting.of("audit-retention", Duration.class,
            Duration.ZERO,
            "How long journal records, which are the audit trail, are kept, for example 90d; 0s for ever."
                    + " What the older of the two snapshots needs stays in any case.");
    public static final Setting<Long> AUDIT_RETENTION_RECORDS = Setting.of("audit-retention-records", Long.class, 0L,
            "How many journal records are kept at most; 0 for all.");
    public static final Setting<Long> AUDIT_RETENTION_WAIT = Setting.of("audit-retention-wait", Long.class, 1_000_000L,
            "How many journal records retention leaves for exports and webhooks that have not had them yet. Beyond it they"
                    + " are dropped, which is counted, logged and recorded.");
    public static final Setting<Integer> WEBHOOK_ATTEMPTS = Setting.of("webhook-attempts", Integer.class, 3,
            "How often an event is offered to a webhook that is there but fails, before it is a dead letter; 0 for ever."
                    + " Exports are tried for ever.");
    public static final Setting<Duration> WEBHOOK_RETRY_AGE = Setting.of("webhook-retry-age", Duration.class,
            Duration.ofDays(3),
            "How old an event becomes while its webhook cannot be reached, before it is a dead letter; 0s for ever.");
    public static final Setting<Integer> DEAD_LETTERS = Setting.of("dead-letters", Integer.class, 10_000,
            "Dead letters kept for each export and webhook; of more the oldest are dropped, which is counted and"
                    + " logged.");
    public static final Setting<Integer> AUDIT_DENIALS = Setting.of("audit-denials", Integer.class, 50,
            "Failed proofs and forbidden requests a second that are recorded as auth.denied; the rest is only counted.");
    public static final Setting<Integer> AUDIT_DENIALS_PER_SOURCE = Setting.of("audit-denials-per-source",
            Integer.class, 5, "The same for one address.");
    public static final Setting<String> RECOVER_FROM_SNAPSHOT = Setting.of("recover-from-snapshot", String.class, "",
            "After damage: begin with this snapshot instead of the newest one, 0 with the journal alone.");
    public static final Setting<String> PERSISTENCE = Setting.of("persistence", String.class, "sqlite",
            "Type of the store; its own settings are persistence.KEY.");
    public static final Setting<IdentityRegistration> IDENTITY_REGISTRATION = Setting.of("identity-registration",
            IdentityRegistration.class, IdentityRegistration.VERIFY,
            "verify asks the plugin for the configured type of identity provider about tokens of registrations; its own"
                    + " settings are identity.TYPE.KEY. webhook posts them to the provider's url whatever its type, as R1 does.");
    public static final Setting<Path> PLUGINS = Setting.of("plugins", Path.class, Path.of("plugins"),
            "Folder of the plugins that you add; a relative path counts from the bundle. One of the same id takes the place"
                    + " of the bundle's own. One folder for one registry.");
    public static final Setting<Duration> PLUGINS_WATCH = Setting.of("plugins-watch", Duration.class,
            Duration.ofSeconds(2), "How often to look there for plugins that came, changed or went while the registry"
                    + " works; 0s for never. A plugin counts when two looks find the same.");
    public static final Setting<PrivateNetworks> OUTBOUND_PRIVATE_NETWORKS = Setting.of("outbound-private-networks",
            PrivateNetworks.class, PrivateNetworks.REFUSE,
            "Whether identity webhooks and other systems may be connected to at loopback and private addresses. refuse,"
                    + " because whoever configures them could reach through the registry what only its network sees; R1"
                    + " allows it. Link-local, metadata and multicast addresses are refused in any case.");
    public static final Setting<String> OUTBOUND_CA = Setting.of("outbound-ca", String.class, "",
            "PEM file with certificate authorities that are trusted for such connections beside the usual ones.");
    public static final Setting<String> OUTBOUND_PROXY = secret("outbound-proxy",
            "Proxy for everything that goes out over HTTP: http://[user:password@]host:port, or https:// for TLS to the"
                    + " proxy itself; may be a reference to a secret. Empty goes out directly. Syslog over TCP, TLS and"
                    + " UDP and standbys never use it; proxy variables of the environment count for nothing.");
    public static final Setting<String> OUTBOUND_PROXY_EXCEPT = Setting.of("outbound-proxy-except", String.class, "",
            "Who is reached without the proxy, separated by commas: names, which stand for all names below them too,"
                    + " addresses and ranges such as 10.0.0.0/8. Loopback always is.");
    public static final Setting<ProxyNames> OUTBOUND_PROXY_NAMES = Setting.of("outbound-proxy-names",
            ProxyNames.class, ProxyNames.UNRESOLVED,
            "Which names of https targets the proxy resolves. unresolved: those that do not resolve here; of others it is"
                    + " told a checked address. never: none, so only what resolves here is reached. always: all, for"
                    + " proxies that allow by name. What it resolves only its own rules check.");
    public static final Setting<SignedPlugins> PLUGINS_SIGNED = Setting.of("plugins-signed", SignedPlugins.class,
            SignedPlugins.REQUIRE,
            "Whether an installed plugin must be signed by a key in plugin-trust. warn takes others and says so; those of"
                    + " the bundle are part of the program. A file that is not as its lock says is refused in any case.");
    public static final Setting<Path> PLUGIN_TRUST = Setting.of("plugin-trust", Path.class, Path.of("conf/trust"),
            "Folder with the public keys that may vouch for plugins, NAME.pem each; a relative path counts from the"
                    + " bundle. It is read whenever a plugin comes.");
    public static final Setting<String> STANDBY_OF = Setting.of("standby-of", String.class, "",
            "Address and port of a primary; this registry then follows it and answers reads only. The replication-token of"
                    + " both must be the same. To promote it, start it without this.");
    public static final Setting<String> STANDBY_TLS_PIN = Setting.of("standby-tls-pin", String.class, "",
            "The primary's tls_fingerprint (64 hexadecimal digits); the standby then connects by TLS and accepts only this"
                    + " certificate. Empty connects in clear, which shows the token and everything else to the network.");
    public static final Setting<Integer> STANDBY_MAX_MESSAGE = Setting.of("standby-max-message", Integer.class,
            256 << 20, "Longest message in bytes that a standby takes from its primary.");

    private KernelSettings() {}

    /** All settings, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(LISTEN, HTTP, DATA, ADMIN_TOKEN, ADMIN_TOKEN_FILE, ADMIN_TOKEN_OVERLAP, ADMIN_TOKEN_GENERATE,
                SECRETS_KEY,
                SECRETS_KEY_FILE,
                DASHBOARD_TOKEN,
                REPLICATION_TOKEN, LOG_FORMAT, LOG_LEVEL, TLS, PLAIN, TLS_CERTIFICATE, TLS_KEY, TLS_NAMES,
                MAX_CONNECTIONS, MAX_CONNECTIONS_PER_IP, IDLE_TIMEOUT, FRAME_TIMEOUT, MAX_MESSAGE, RATE_CONNECTION,
                RATE_OPERATIONS, ERRORS, MAX_NODES, REGISTRATION_UNSIGNED, ROTATE_SHORT_FORM, POLO_MAX_DELTA,
                BEACON_TOKEN, SEAL_REQUIRED, SEAL_WINDOW, VERIFIED_TEXTS, SNAPSHOT_EVERY, AUDIT_RETENTION,
                AUDIT_RETENTION_RECORDS, AUDIT_RETENTION_WAIT, WEBHOOK_ATTEMPTS, WEBHOOK_RETRY_AGE, DEAD_LETTERS,
                AUDIT_DENIALS, AUDIT_DENIALS_PER_SOURCE, RECOVER_FROM_SNAPSHOT,
                PERSISTENCE, PLUGINS, PLUGINS_WATCH, PLUGINS_SIGNED, PLUGIN_TRUST, IDENTITY_REGISTRATION,
                OUTBOUND_PRIVATE_NETWORKS, OUTBOUND_CA, OUTBOUND_PROXY, OUTBOUND_PROXY_EXCEPT, OUTBOUND_PROXY_NAMES,
                STANDBY_OF, STANDBY_TLS_PIN, STANDBY_MAX_MESSAGE);
    }

    private static Setting<String> secret(String key, String documentation) {
        return new Setting<>(key, String.class, Optional.of(""), documentation, true);
    }

    /** Form of log lines. */
    public enum LogFormat {
        TEXT, JSON
    }

    /** Least severe events that are logged. */
    public enum LogLevel {
        DEBUG, INFO, WARN, ERROR
    }

    /** What JSON clients learn of errors. */
    public enum ErrorTexts {
        CLEAR, R1
    }

    /** What an unsigned registration may do. */
    public enum UnsignedRegistration {
        ENDPOINTS, REFUSE
    }

    /** Who is asked about the token of a registration. */
    public enum IdentityRegistration {
        VERIFY, WEBHOOK
    }

    /** What is done about plugins that nobody vouches for. */
    public enum SignedPlugins {
        REQUIRE, WARN
    }

    /** Which names a proxy resolves. */
    public enum ProxyNames {
        NEVER, UNRESOLVED, ALWAYS
    }

    /** What is done about addresses that only the registry's own network sees. */
    public enum PrivateNetworks {
        ALLOW, REFUSE
    }
}
