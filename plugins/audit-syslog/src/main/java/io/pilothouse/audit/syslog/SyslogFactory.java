package io.pilothouse.audit.syslog;

import io.pilothouse.sinks.EntryJson;
import io.pilothouse.sinks.Scheme;
import io.pilothouse.sinks.Timeout;
import io.pilothouse.sinks.WebAddress;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Makes an exporter; the address decides which. Nothing is sent before the first event. */
final class SyslogFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "http:// or https:// posts each event as R1 does; tcp://, tls:// or udp:// with host and port is syslog, and so is"
                    + " host:port alone, over TCP. syslog+tcp:// and the like say the same.");
    static final Setting<Extension> EXTENSION = Setting.of("extension", Extension.class, Extension.FULL,
            "full tells also actor, source, event id, leaf index and checkpoint, after the fields of R1; r1 only those.");
    static final Setting<String> HOSTNAME = Setting.of("hostname", String.class, "pilot-registry",
            "The host name in syslog messages, up to 255 visible ASCII characters.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));

    static final Setting<Body> BODY = Setting.of("body", Body.class, Body.CEF,
            "What the text of a syslog message is: cef, or json, the object that the type json posts.");

    /** What a message holds. */
    enum Body {
        CEF, JSON
    }

    /** How much is told. */
    enum Extension {
        FULL, R1
    }

    private static final String LONGER = "syslog+";

    @Override
    public String type() {
        return "syslog_cef";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, Scheme.TOKEN, Scheme.SETTING, BODY, EXTENSION, HOSTNAME, TIMEOUT);
    }

    @Override
    public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
        Duration timeout = Timeout.of(settings, TIMEOUT);
        String hostname = settings.value(HOSTNAME);
        if (!hostname.matches("[!-~]{1,255}")) {
            throw new StartupException("setting hostname must be 1 to 255 visible ASCII characters");
        }
        Cef cef = new Cef(settings.value(EXTENSION) == Extension.FULL);
        URI uri = uri(settings.value(URL));
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean json = settings.value(BODY) == Body.JSON;
        if (scheme.startsWith("http")) {
            if (json) {
                throw new StartupException("setting body is json, which is for syslog; the type json posts it by HTTP");
            }
            return new CefPost(uri, settings.value(Scheme.SETTING).header(settings.value(Scheme.TOKEN)), cef, timeout,
                    context);
        }
        SyslogMessage message = new SyslogMessage(hostname,
                json ? EntryJson::of : entry -> cef.line(entry).getBytes(StandardCharsets.UTF_8));
        return scheme.equals("udp")
                ? new DatagramSyslog(uri.getHost(), uri.getPort(), message, timeout, context.sockets())
                : new StreamSyslog(uri.getHost(), uri.getPort(), scheme.equals("tls"), message, timeout,
                        context.sockets());
    }

    /** The text of a URL may hold a password, so it is not repeated. */
    private static URI uri(String text) throws StartupException {
        try {
            // The longer form of a scheme says the same.
            String plain = text.regionMatches(true, 0, LONGER, 0, LONGER.length())
                    ? text.substring(LONGER.length())
                    : text;
            URI uri = new URI(plain.contains("://") ? plain : "tcp://" + plain);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")
                    || List.of("tcp", "tls", "udp").contains(scheme) && uri.getPort() > 0)) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw WebAddress.malformed(malformed);
        }
        throw new StartupException(
                "setting url must be http:// or https:// and a host, or tcp://, tls://, udp:// or nothing and host:port");
    }
}
