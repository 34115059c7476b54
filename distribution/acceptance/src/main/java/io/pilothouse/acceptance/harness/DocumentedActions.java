package io.pilothouse.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The actions of the audit trail as {@code distribution/docs/events.md} lists them, and the trail held to them. */
public final class DocumentedActions {
    private static final Path PAGE = Path.of("../docs/events.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+\\.[a-z_]+)`[^|]*\\|([^|]*)\\|[^|]*\\|");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\[)?`([a-z_]+)` ([nsba])\\b");

    private final Map<String, List<Attribute>> actions = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();

    private record Attribute(String name, String type, boolean optional) {}

    private DocumentedActions() {}

    /** Reads the page. Fails if it lists hardly any action. */
    public static DocumentedActions read() {
        DocumentedActions documented = new DocumentedActions();
        try {
            for (String line : Files.readAllLines(PAGE)) {
                ROW.matcher(line).results().forEach(row -> documented.actions.put(row.group(1),
                        ATTRIBUTE.matcher(row.group(2)).results().map(DocumentedActions::attribute).toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (documented.actions.size() < 50) {
            throw new IllegalStateException(PAGE + " lists these actions alone: " + documented.actions.keySet());
        }
        return documented;
    }

    private static Attribute attribute(MatchResult found) {
        return new Attribute(found.group(2), found.group(3), found.group(1) != null);
    }

    /** How many there are. */
    public int size() {
        return actions.size();
    }

    /** Those that the trail had. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** Reads the whole trail; gives the entries that are other than the page says. */
    public List<String> differing(WireConnection connection) {
        List<String> differing = new ArrayList<>();
        String cursor = "";
        do {
            ObjectNode question = WireConnection.command("get_audit_log")
                    .put("admin_token", RegistryOptions.ADMIN_TOKEN).put("order", "oldest").put("limit", 1_000);
            JsonNode reply = connection.call(cursor.isEmpty() ? question : question.put("cursor", cursor));
            if (!reply.path("type").asText().equals("get_audit_log_ok")) {
                throw new IllegalStateException("the trail was not told: " + reply);
            }
            reply.path("entries").forEach(entry -> {
                if (!fits(entry)) {
                    differing.add(entry.toString());
                }
            });
            cursor = reply.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return differing;
    }

    private boolean fits(JsonNode entry) {
        List<Attribute> known = actions.get(entry.path("action").asText());
        if (known == null) {
            return false;
        }
        seen.add(entry.path("action").asText());
        JsonNode data = entry.path("data");
        List<String> there = StreamSupport.stream(((Iterable<String>) data::fieldNames).spliterator(), false).toList();
        return there.equals(known.stream().filter(one -> !one.optional() || data.has(one.name())).map(Attribute::name)
                .toList())
                && known.stream().filter(one -> data.has(one.name())).allMatch(one -> fits(one, data.path(one.name())));
    }

    private static boolean fits(Attribute attribute, JsonNode value) {
        return switch (attribute.type()) {
            case "n" -> value.isIntegralNumber();
            case "s" -> value.isTextual();
            case "b" -> value.isBoolean();
            default -> value.isArray();
        };
    }
}
