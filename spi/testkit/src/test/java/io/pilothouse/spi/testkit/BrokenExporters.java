package io.pilothouse.spi.testkit;

import io.pilothouse.spi.AuditEntry;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.ComponentContext;
import io.pilothouse.spi.Delivery;
import io.pilothouse.spi.OutboundHttp;
import io.pilothouse.spi.Setting;
import io.pilothouse.spi.Settings;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An exporter of lines {@code id text}, and contracts over it with one thing wrong each. They are run by hand only. */
final class BrokenExporters {
    private BrokenExporters() {}

    private abstract static class Lines implements AuditExporter {
        private final OutboundHttp http;
        private final URI uri;

        Lines(OutboundHttp http, URI uri) {
            this.http = http;
            this.uri = uri;
        }

        @Override
        public int most() {
            return 10;
        }

        String encoded(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16BE));
        }

        Delivery judged(OutboundHttp.Response response) {
            return switch (response.status()) {
                case 200 -> new Delivery.Delivered();
                case 400 -> new Delivery.Refused("the system refuses it");
                default -> new Delivery.Retry("status " + response.status(),
                        response.header("Retry-After").map(Long::valueOf).map(Duration::ofSeconds));
            };
        }

        @Override
        public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
            String body = batch.stream()
                    .map(each -> each.id() + " " + encoded(String.valueOf(each.attributes().get("new_external_id"))))
                    .collect(Collectors.joining("\n"));
            return judged(http.exchange(new OutboundHttp.Request("POST", uri, Map.of(),
                    body.getBytes(StandardCharsets.UTF_8), 1_000, Duration.ofSeconds(1))));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    abstract static class Base extends AuditExporterContract {
        private static final Setting<String> URL = Setting.required("endpoint", String.class, "Where lines are sent.");

        abstract AuditExporter exporter(OutboundHttp http, URI uri);

        @Override
        protected AuditExporter.Factory factory() {
            return new AuditExporter.Factory() {
                @Override
                public String type() {
                    return "lines";
                }

                @Override
                public List<Setting<?>> settings() {
                    return List.of(URL);
                }

                @Override
                public AuditExporter create(Settings settings, ComponentContext context) throws StartupException {
                    try {
                        return exporter(context.http(), new URI(settings.value(URL)));
                    } catch (URISyntaxException malformed) {
                        throw new StartupException("endpoint is malformed", malformed);
                    }
                }
            };
        }

        @Override
        protected Map<String, String> settings(Receiver system) {
            return Map.of("endpoint", system.uri("/").toString());
        }

        private static List<String> lines(Receiver system) {
            List<String> lines = new ArrayList<>();
            system.received().forEach(each -> lines.addAll(each.text().lines().toList()));
            return lines;
        }

        @Override
        protected List<Long> taken(Receiver system) {
            return lines(system).stream().map(line -> Long.valueOf(line.substring(0, line.indexOf(' ')))).toList();
        }

        @Override
        protected Optional<String> text(Receiver system, long id) {
            return lines(system).stream().filter(line -> line.startsWith(id + " "))
                    .map(line -> new String(Base64.getDecoder().decode(line.substring(line.indexOf(' ') + 1)),
                            StandardCharsets.UTF_16BE))
                    .findFirst();
        }
    }

    static class Right extends Base {
        @Override
        AuditExporter exporter(OutboundHttp http, URI uri) {
            return new Lines(http, uri) {
            };
        }
    }

    static class SaysDelivered extends Base {
        @Override
        AuditExporter exporter(OutboundHttp http, URI uri) {
            return new Lines(http, uri) {
                @Override
                public Delivery export(List<AuditEntry> batch) throws InterruptedException {
                    try {
                        super.export(batch);
                    } catch (IOException swallowed) {
                        return new Delivery.Delivered();
                    }
                    return new Delivery.Delivered();
                }
            };
        }
    }

    static class LosesTheEndOfABatch extends Base {
        @Override
        AuditExporter exporter(OutboundHttp http, URI uri) {
            return new Lines(http, uri) {
                @Override
                public Delivery export(List<AuditEntry> batch) throws IOException, InterruptedException {
                    return super.export(batch.subList(0, Math.min(9, batch.size())));
                }
            };
        }
    }

    static class ShortensTexts extends Base {
        @Override
        AuditExporter exporter(OutboundHttp http, URI uri) {
            return new Lines(http, uri) {
                @Override
                String encoded(String text) {
                    return super.encoded(text.substring(0, Math.min(text.length(), 4_000)));
                }
            };
        }
    }

    static class TriesRefusalsAgain extends Base {
        @Override
        AuditExporter exporter(OutboundHttp http, URI uri) {
            return new Lines(http, uri) {
                @Override
                Delivery judged(OutboundHttp.Response response) {
                    return response.status() == 400 ? new Delivery.Retry("status 400") : super.judged(response);
                }
            };
        }
    }
}
