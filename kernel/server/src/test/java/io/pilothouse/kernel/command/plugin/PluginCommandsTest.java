package io.pilothouse.kernel.command.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.command.CommandBench;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.command.PluginChange;
import io.pilothouse.protocol.command.PluginFacts;
import io.pilothouse.protocol.command.PluginInspect;
import io.pilothouse.protocol.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the administrator, and everything is recorded, also a "no". */
class PluginCommandsTest {
    private final List<String> done = new ArrayList<>();
    private final CommandBench bench = new CommandBench(PluginHandlers.handlers(new Desk()));

    private static String action(String what) {
        return switch (what) {
            case "install" -> "plugin.replaced";
            case "reload" -> "plugin.loaded";
            default -> "plugin." + what + (what.endsWith("e") ? "d" : "ed");
        };
    }

    /** Only what comes in another one's place says in whose. */
    private static String previous(String what) {
        return what.equals("install") ? "1.0.0" : "";
    }

    private final class Desk implements PluginDesk {
        private List<PluginChange.Event> done(String what, String name) {
            done.add(what + " " + name);
            if (name.equals("bad")) {
                throw new Refusal(Refusal.Code.CONFLICT, "it is bad");
            }
            boolean install = what.equals("install");
            return List.of(new PluginChange.Event(action(what), name, "2.0.0", previous(what), "abc", "", "",
                    List.of(), install ? List.of("native", "network") : List.of(),
                    install ? List.of("configured", "login.example.org") : List.of()));
        }

        @Override
        public List<PluginInspect.Ok> report() {
            PluginFacts facts = new PluginFacts("one", "1.0.0", "Tests", "loaded", "bundled", "",
                    List.of("identity.one"), List.of(new PluginFacts.Instance("identity-one", 3, 1, true)), "");
            return List.of(new PluginInspect.Ok(facts, "A test", "^1.0.0", List.of(), List.of("files"), "", List.of(),
                    List.of()));
        }

        @Override
        public List<PluginChange.Event> install(String incoming) {
            return done("install", incoming);
        }

        @Override
        public List<PluginChange.Event> remove(String id) {
            return done("remove", id);
        }

        @Override
        public List<PluginChange.Event> reload(String id) {
            return done("reload", id);
        }

        @Override
        public List<PluginChange.Event> disable(String id) {
            return done("disable", id);
        }

        @Override
        public List<PluginChange.Event> enable(String id) {
            return done("enable", id);
        }
    }

    @Test
    void listsAndShows() {
        assertEquals("one", bench.admin("plugin_list").accepted().message().objects("plugins").getFirst().text("id"));
        assertEquals(List.of("files"),
                bench.admin("plugin_inspect", "id", "one").accepted().message().texts("capabilities"));
        bench.admin("plugin_inspect", "id", "two").refused("there is no plugin \"two\"");
        bench.admin("plugin_inspect").refused("id is required");
    }

    @Test
    void changesAreDoneAndRecorded() {
        for (String what : List.of("install", "remove", "reload", "disable", "enable")) {
            String field = what.equals("install") ? "incoming" : "id";
            bench.admin("plugin_" + what).refused(field + " is required");
            bench.send("plugin_" + what, field, "one").refused("invalid admin token");
            assertEquals(List.of(), done);
            JsonObject told = bench.admin("plugin_" + what, field, "one").accepted().message().objects("events")
                    .getFirst();
            assertEquals(action(what), told.text("action"));
            assertEquals(List.of(what + " one"), done);
            done.clear();
            AuditEvent event = AuditEvent.of(action(what)).and("id", "one").and("version", "2.0.0");
            boolean install = what.equals("install");
            assertEquals(install ? List.of("native", "network") : List.of(), told.texts("capabilities"));
            assertEquals(install ? List.of("configured", "login.example.org") : List.of(), told.texts("hosts"));
            assertEquals(install
                    ? event.and("previous", "1.0.0").and("digest", "abc").and("capabilities", "native, network")
                            .and("hosts", "configured, login.example.org")
                    : event.and("digest", "abc"), bench.records().getLast().events().getFirst());
        }
        bench.admin("plugin_install", "incoming", "bad").refused("it is bad");
        assertEquals(AuditEvent.of("plugin.refused").and("id", "bad").and("reason", "it is bad"),
                bench.records().getLast().events().getFirst());
        assertTrue(done.contains("install bad"));
    }
}
