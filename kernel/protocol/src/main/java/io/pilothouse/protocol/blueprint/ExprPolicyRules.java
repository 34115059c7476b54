package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The frame of a rules document ({@code commands-enterprise.md} 14.3, 15.1). What only daemons refuse, and daemons of two
 * generations differently, is a warning.
 */
final class ExprPolicyRules {
    /** Most bytes of a document: it travels in every join reply. */
    static final int LARGEST = 256 * 1024;

    /** Most levels of nesting, so that no reader of the document needs a deep stack. */
    static final int DEEPEST = 200;

    private static final String FRAME = "struct { Version int \"json:\\\"version\\\"\"; Rules json.RawMessage "
            + "\"json:\\\"rules\\\"\" }";
    private static final Set<String> EVENTS = Set.of("connect", "dial", "datagram", "cycle", "join", "leave");
    private static final Set<String> ACTIONS = Set.of("allow", "deny", "score", "tag", "evict", "evict_where", "prune",
            "fill", "prune_trust", "fill_trust", "webhook", "log");

    private ExprPolicyRules() {}

    /** The document, if the registry takes it. */
    static Optional<ExprPolicy> read(Object sent, Place place, Findings findings) {
        String problem = problem(sent);
        if (!problem.isEmpty()) {
            findings.invalid(Stage.EXPR_POLICY, place, "expr_policy: " + problem);
            return Optional.empty();
        }
        JsonObject document = (JsonObject) sent;
        ExprPolicy policy = new ExprPolicy(document);
        int size = Label.utf8Length(policy.text());
        if (size > LARGEST) {
            findings.invalid(Stage.EXPR_POLICY, place,
                    "expr_policy: too large (" + size + " bytes, at most " + LARGEST + ")");
        }
        advise(member(document, "rules"), place.member("rules"), findings);
        return Optional.of(policy);
    }

    private static String problem(Object sent) {
        if (!(sent instanceof JsonObject document)) {
            String kind = switch (sent) {
                case String _ -> "string";
                case Double _ -> "number";
                case Boolean _ -> "bool";
                default -> "array";
            };
            return "invalid JSON: json: cannot unmarshal " + kind + " into Go value of type " + FRAME;
        }
        if (deeperThan(DEEPEST, document)) {
            return "nested too deeply (at most " + DEEPEST + " levels)";
        }
        Object version = member(document, "version");
        if (version != JsonObject.NULL && !(version instanceof Double number && number == Math.rint(number))) {
            return "invalid JSON: version must be an integer";
        }
        long wanted = version instanceof Double number ? number.longValue() : 0;
        if (wanted != 1) {
            return "unsupported version " + wanted + " (want 1)";
        }
        return member(document, "rules") == JsonObject.NULL ? "at least one rule is required" : "";
    }

    private static void advise(Object rules, Place place, Findings findings) {
        if (!(rules instanceof List<?> list) || list.isEmpty()) {
            findings.warn(place, "daemons refuse a document without an array of rules and go by allowed_ports");
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof JsonObject rule) {
                adviseRule(rule, names, place.element(i), findings);
            } else {
                findings.warn(place.element(i), "daemons refuse a rule that is no object");
            }
        }
    }

    private static void adviseRule(JsonObject rule, Set<String> names, Place place, Findings findings) {
        if (!names.add(rule.text("name")) || rule.text("name").isEmpty()) {
            findings.warn(place.member("name"), "daemons demand a unique name of each rule");
        }
        if (!EVENTS.contains(rule.text("on"))) {
            findings.warn(place.member("on"), "daemons know connect, dial, datagram, cycle, join and leave"
                    + NearestName.hint(rule.text("on"), EVENTS));
        }
        if (rule.text("match").isEmpty()) {
            findings.warn(place.member("match"), "daemons demand an expression; true matches always");
        }
        List<JsonObject> actions = rule.objects("actions");
        if (actions.isEmpty()) {
            findings.warn(place.member("actions"), "daemons demand at least one action");
        }
        for (int i = 0; i < actions.size(); i++) {
            String type = actions.get(i).text("type");
            if (!ACTIONS.contains(type)) {
                findings.warn(place.member("actions").element(i),
                        "daemons do not know this type of action" + NearestName.hint(type, ACTIONS));
            }
        }
    }

    /** The checked fields are found in any letters, as the reference does it. */
    private static Object member(JsonObject document, String name) {
        return document.value(name)
                .or(() -> document.members().entrySet().stream()
                        .filter(member -> member.getKey().equalsIgnoreCase(name)).map(java.util.Map.Entry::getValue)
                        .findFirst())
                .orElse(JsonObject.NULL);
    }

    /** Stops at the limit, so its own recursion is bounded. */
    private static boolean deeperThan(int levels, Object value) {
        return switch (value) {
            case JsonObject object -> levels == 0
                    || object.members().values().stream().anyMatch(member -> deeperThan(levels - 1, member));
            case List<?> list -> levels == 0 || list.stream().anyMatch(element -> deeperThan(levels - 1, element));
            default -> false;
        };
    }
}
