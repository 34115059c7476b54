package io.pilothouse.kernel.follow;

import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.journal.Journal;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.plugin.CallMeter;
import io.pilothouse.kernel.plugin.ComponentCatalog;
import io.pilothouse.kernel.plugin.Lender;
import io.pilothouse.kernel.state.StateView;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What couriers need of the rest of the registry.
 *
 * @param journal what they read
 * @param checkpoint the newest signed checkpoint, empty without one
 * @param catalog what plugins can create
 * @param settings settings of the operator for sinks, by kind
 * @param secrets opens the secrets of a configuration
 * @param lender what sinks get of the registry, also its data folder and its clock
 * @param rules how they go about what does not arrive
 * @param calls is told of calls into plugins
 * @param meter is told what becomes of events
 * @param recorder records an event of the registry itself
 */
public record Equipment(Journal journal, Supplier<String> checkpoint, ComponentCatalog catalog,
        Map<String, Map<String, String>> settings, SecretBox secrets, Lender lender, CourierRules rules,
        CallMeter calls,
        CourierMeter meter, Consumer<AuditEvent> recorder) {
    Couriers couriers(StateView state) {
        return new Couriers(state, new Courier.Surroundings(new EventNumbers(state, journal), checkpoint,
                new SinkFolder(lender.data().resolve("courier")),
                new PluginSinks(catalog, settings, secrets, lender, calls), rules, meter, recorder, lender.clock(),
                new SplittableRandom()::nextDouble));
    }
}
