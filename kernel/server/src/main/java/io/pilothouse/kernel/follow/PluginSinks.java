package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.access.ClearSettings;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.plugin.CallMeter;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.ComponentKind;
import io.pilothouse.kernel.plugin.GuardLimits;
import io.pilothouse.kernel.plugin.Guarded;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.Component;
import io.pilothouse.spi.StartupException;
import java.time.Duration;
import java.util.Map;

/**
 * Makes sinks from the plugins on the shelf.
 *
 * @param catalog what plugins can create
 * @param given settings of the operator for kinds of sinks, by kind ({@code audit}, {@code webhook}); their keys begin with the
 *     type and a dot
 * @param secrets opens the secrets of a configuration
 * @param lender what instances get of the registry
 * @param meter is told of calls
 */
record PluginSinks(ComponentCatalog catalog, Map<String, Map<String, String>> given, SecretBox secrets, Lender lender,
        CallMeter meter) implements SinkMaker {
    /** Formats that nobody offers behave as in R1 ({@code commands-enterprise.md} 9.2). */
    private static final String OTHER_FORMATS = "json";
    /** One call at a time; the courier itself leaves alone what fails. */
    private static final GuardLimits LIMITS = new GuardLimits(Duration.ofSeconds(30), 1, 1, Integer.MAX_VALUE,
            Duration.ZERO);

    @Override
    public Sink make(Integration configured) throws StartupException {
        if (configured.place().kind() == Integration.Kind.WEBHOOK) {
            return GuardedSink.of(guarded(ComponentKind.WEBHOOK, configured.type(), configured));
        }
        String type = catalog.types(ComponentKind.AUDIT).contains(configured.type())
                ? configured.type()
                : OTHER_FORMATS;
        Guarded<AuditExporter> exporter = guarded(ComponentKind.AUDIT, type, configured);
        return GuardedSink.of(exporter, exporter.call(AuditExporter::most, most -> false, reason -> 1));
    }

    private <C extends Component> Guarded<C> guarded(ComponentKind<C> kind, String type, Integration configured)
            throws StartupException {
        return catalog.open(kind, type,
                catalog.given(kind, type, ClearSettings.of(configured, secrets),
                        given.getOrDefault(kind.name(), Map.of())),
                lender.to(configured.place().sink()), LIMITS,
                // Networks may have any number of sinks: in metrics they are one.
                configured.place().scope().backbone()
                        ? meter
                        : (name, outcome, nanoseconds) -> meter.called(kind.name() + "-networks", outcome,
                                nanoseconds));
    }
}
