package io.pilothouse.protocol.blueprint;

import io.pilothouse.protocol.NearestName;
import io.pilothouse.protocol.expression.RulesDocument;
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
        RulesDocument.size(policy.text()).ifPresent(
                fault -> findings.invalid(Stage.EXPR_POLICY, place, "expr_policy: " + fault.text()));
        for (RulesDocument.Fault fault : RulesDocument.expressions(document)) {
            findings.invalid(Stage.EXPR_POLICY, place(place, fault.path()), "expr_policy: " + fault.whole());
        }
        advise(RulesDocument.member(document, "rules"), place.member("rules"), findings);
        return Optional.of(policy);
    }

    private static Place place(Place document, List<Object> path) {
        Place place = document;
        for (Object step : path) {
            place = step instanceof Integer index ? place.element(index) : place.member((String) step);
        }
        return place;
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
        return RulesDocument.frame(document, true).map(RulesDocument.Fault::text).orElse("");
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
}
