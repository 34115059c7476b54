package io.pilothouse.kernel.boot;

import io.pilothouse.kernel.command.plugin.PluginDesk;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.kernel.plugin.PluginEvent;
import io.pilothouse.kernel.plugin.PluginRefusal;
import io.pilothouse.kernel.plugin.PluginReport;
import io.pilothouse.kernel.plugin.PluginShelf;
import io.pilothouse.protocol.command.PluginChange;
import io.pilothouse.protocol.command.PluginFacts;
import io.pilothouse.protocol.command.PluginInspect;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The shelf as the commands see it. */
record PluginControl(PluginShelf shelf) implements PluginDesk {
    private interface Change {
        List<PluginEvent> make() throws IOException;
    }

    static PluginChange.Event event(PluginEvent happened) {
        return new PluginChange.Event("plugin." + happened.kind().name().toLowerCase(Locale.ROOT), happened.id(),
                happened.version(), happened.previous(), happened.admitted().digest(), happened.admitted().signer(),
                happened.reason(), happened.changes(), happened.capabilities(), happened.hosts());
    }

    private static List<PluginChange.Event> done(Change change) {
        try {
            return change.make().stream().map(PluginControl::event).toList();
        } catch (PluginRefusal refusal) {
            throw new Refusal(Refusal.Code.CONFLICT, refusal.getMessage());
        } catch (IOException failed) {
            throw new Refusal(Refusal.Code.UNAVAILABLE, "the folder of plugins cannot be changed: " + failed);
        }
    }

    @Override
    public List<PluginInspect.Ok> report() {
        return shelf.report().stream().map(PluginControl::facts).toList();
    }

    private static PluginInspect.Ok facts(PluginReport one) {
        PluginFacts facts = new PluginFacts(one.id(), one.version(), one.provider(),
                one.state().name().toLowerCase(Locale.ROOT), one.origin().name().toLowerCase(Locale.ROOT),
                one.admitted().signer(), one.offers().stream().sorted().toList(),
                one.instances().stream().map(each -> new PluginFacts.Instance(each.name(), each.calls(),
                        each.failures(), each.broken())).toList(),
                one.reason());
        return new PluginInspect.Ok(facts, one.description(), one.requires(), List.copyOf(one.dependencies()),
                one.capabilities().stream().sorted().toList(), one.admitted().digest(),
                one.admitted().libraries(), one.admitted().notes());
    }

    @Override
    public List<PluginChange.Event> install(String incoming) {
        return done(() -> shelf.install(incoming));
    }

    @Override
    public List<PluginChange.Event> remove(String id) {
        return done(() -> shelf.remove(id));
    }

    @Override
    public List<PluginChange.Event> reload(String id) {
        return done(() -> shelf.reload(id));
    }

    @Override
    public List<PluginChange.Event> disable(String id) {
        return done(() -> shelf.disable(id));
    }

    @Override
    public List<PluginChange.Event> enable(String id) {
        return done(() -> shelf.enable(id));
    }
}
