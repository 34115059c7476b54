package io.pilothouse.audit.syslog;

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
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Makes an exporter; the address decides which. Nothing is sent before the first event. */
final class SyslogFactory implements AuditExporter.Factory {
    static final Setting<String> URL = Setting.required("url", String.class,
            "http:// or https:// posts each event as R1 does; tcp://, tls:// or udp:// with host and port is syslog, and so is"
                    + " host:port alone, over TCP.");
    static final Setting<Extension> EXTENSION = Setting.of("extension", Extension.class, Extension.FULL,
            "full tells also actor, source, event id, leaf index and checkpoint, after the fields of R1; r1 only those.");
    static final Setting<String> HOSTNAME = Setting.of("hostname", String.class, "pilot-registry",
            "The host name in syslog messages, up to 255 visible ASCII characters.");
    static final Setting<Duration> TIMEOUT = Timeout.setting(Duration.ofSeconds(10));

    /** How much is told. */
    enum Extension {
        FULL, R1
    }

    @Override
    public String type() {
        return "syslog_cef";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, Scheme.TOKEN, Scheme.SETTING, EXTENSION, HOSTNAME, TIMEOUT);
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
        if (scheme.startsWith("http")) {
            return new CefPost(uri, settings.value(Scheme.SETTING).header(settings.value(Scheme.TOKEN)), cef, timeout,
                    context);
        }
        SyslogMessage message = new SyslogMessage(hostname, cef);
        return scheme.equals("udp")
                ? new DatagramSyslog(uri.getHost(), uri.getPort(), message, timeout, context.sockets())
                : new StreamSyslog(uri.getHost(), uri.getPort(), scheme.equals("tls"), message, timeout,
                        context.sockets());
    }

    /** The text of a URL may hold a password, so it is not repeated. */
    private static URI uri(String text) throws StartupException {
        try {
            URI uri = new URI(text.contains("://") ? text : "tcp://" + text);
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
