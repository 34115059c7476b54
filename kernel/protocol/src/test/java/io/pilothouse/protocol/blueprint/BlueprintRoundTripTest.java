package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pilothouse.protocol.ComponentSettings;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written is what is read. */
class BlueprintRoundTripTest {
    @Property(tries = 1000)
    void writtenAndReadAgain(@ForAll long seed) throws MalformedJsonException {
        Blueprint blueprint = new RandomBlueprints(seed).next();
        BlueprintReading reading = BlueprintReader.read(JsonReader.object(blueprint.canonicalText()));
        assertEquals(List.of(), reading.problems());
        assertEquals(blueprint, reading.blueprint());
        assertEquals(blueprint.canonicalText(), reading.blueprint().canonicalText());
        Blueprint shown = blueprint.withoutSecrets();
        assertEquals(shown, BlueprintReader.read(JsonReader.object(shown.canonicalText())).blueprint());
        assertEquals(List.of(), secrets(shown.document()));
    }

    /** The values of members that the model calls secret; an empty one tells nothing. */
    private static List<Object> secrets(Object value) {
        List<Object> found = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.members().forEach((name, inner) -> {
                boolean secret = Arrays.stream(Section.values()).flatMap(section -> section.members().stream())
                        .anyMatch(member -> member.secret() && member.name().equals(name));
                if (secret && !inner.equals("")) {
                    found.add(inner);
                }
                found.addAll(secrets(inner));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(element -> found.addAll(secrets(element)));
        }
        return found;
    }

    @Test
    void theTextIsSortedAndItsFingerprintKnown() {
        Blueprint blueprint = Examples.read("""
                {'policy':{'max_members':0},'name':'a','webhooks':[{'url':'http://h/','events':['b','a']}],
                 'roles':{'7':'admin'},'enterprise':true,'expr_policy':{'version':1,'rules':[{'z':1,'a':1.5}]}}""")
                .blueprint();
        assertEquals("""
                {"enterprise":true,"expr_policy":{"rules":[{"a":1.5,"z":1}],"version":1},"name":"a",\
                "policy":{"max_members":0},"roles":{"7":"admin"},\
                "webhooks":{"audit_sinks":[{"events":["b","a"],"url":"http://h/"}]}}""", blueprint.canonicalText());
        // printf %s '{"name":"a"}' | sha256sum
        assertEquals("d9d719b27480b55cd4918020e7473e716ed3569c8adafe926cf9b10b4f8ef064",
                Blueprint.named("a").fingerprint());
        assertNotEquals(blueprint.fingerprint(), Blueprint.named("a").fingerprint());
    }

    @Test
    void bothDialectsMayMeanTheSame() {
        assertEquals(Examples.with("'join_rule':'invite_only','webhooks':[{'url':'http://h/'}]").blueprint()
                .fingerprint(),
                Examples.with("'webhooks':{'audit_url':'http://h/'},'join_rule':'invite'").blueprint()
                        .fingerprint());
    }

    /** Makes up blueprints that have no problem. */
    private static final class RandomBlueprints {
        private final Random random;

        RandomBlueprints(long seed) {
            random = new Random(seed);
        }

        Blueprint next() {
            Stated<JoinRule> rule = stated(() -> one(List.of(JoinRule.OPEN, JoinRule.TOKEN, JoinRule.INVITE)));
            if (rule.isReset()) {
                rule = Stated.nothing();
            }
            boolean token = rule.value().equals(Optional.of(JoinRule.TOKEN));
            List<DirectAssignment> direct = direct();
            boolean gated = !direct.isEmpty() || rule.value().equals(Optional.of(JoinRule.INVITE));
            Stated<List<PreAssignment>> waiting = stated(this::waiting);
            return new Blueprint("n" + random.nextInt(100), rule,
                    token ? Stated.of(text()) : stated(this::text), stated(this::text),
                    gated ? Stated.of(true) : stated(() -> true), one(List.of(Scope.REGISTRY, Scope.NETWORK)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(policy()), stated(this::rules),
                    stated(this::provider), stated(() -> list(this::sink)), stated(this::url),
                    stated(() -> list(this::export)), waiting, direct, tests());
        }

        private <T> Stated<T> stated(Supplier<T> value) {
            return switch (random.nextInt(3)) {
                case 0 -> Stated.nothing();
                case 1 -> Stated.reset();
                default -> Stated.of(value.get());
            };
        }

        private <T> T one(List<T> choice) {
            return choice.get(random.nextInt(choice.size()));
        }

        private <T> List<T> list(Supplier<T> element) {
            List<T> list = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                list.add(element.get());
            }
            return list;
        }

        private PolicySection policy() {
            return new PolicySection(stated(() -> 1 + random.nextInt(10_000)),
                    stated(() -> list(() -> 1 + random.nextInt(65_535))), stated(this::text));
        }

        private ExprPolicy rules() {
            return new ExprPolicy(new JsonObject().put("version", 1.0).put(text(), random.nextDouble()).put("rules",
                    List.of(new JsonObject().put("name", text()).put("b", true).put("a", JsonObject.NULL))));
        }

        private IdentityProviderSection provider() {
            return new IdentityProviderSection(
                    one(List.of("oidc", "saml", "webhook", "entra_id", "ldap", "plugin:badge")),
                    url(), random.nextBoolean() ? url() : "", maybe(), maybe(), maybe(), maybe(), maybe(),
                    stated(this::settings));
        }

        private AuditSink sink() {
            return new AuditSink(one(List.of("http", "soar", "plugin:pager_2")), url(),
                    random.nextBoolean() ? List.of() : List.of("member.*", "a"), maybe(), stated(this::settings));
        }

        private AuditExportSection export() {
            String format = one(List.of("syslog_cef", "json", "splunk_hec", "elastic", "opensearch", "otlp", "stdout",
                    "plugin:acme-siem"));
            return new AuditExportSection(format, switch (format) {
                case "syslog_cef" -> "log:514";
                case "stdout", "plugin:acme-siem" -> "queue-" + random.nextInt(9);
                case "json" -> random.nextBoolean() ? "file:trail.jsonl" : url();
                default -> url();
            }, maybe(), maybe(), maybe(), stated(this::settings));
        }

        private ComponentSettings settings() {
            return ComponentSettings.read(new JsonObject().put("rules", list(this::text)).put("a-b", text())
                    .put("c", random.nextDouble()).put("d", random.nextBoolean()));
        }

        private List<PreAssignment> waiting() {
            Set<String> identities = new LinkedHashSet<>(list(() -> "id" + random.nextInt(9)));
            List<PreAssignment> waiting = new ArrayList<>();
            identities.forEach(identity -> waiting.add(new PreAssignment(identity,
                    waiting.isEmpty() ? Role.OWNER : Role.ADMIN)));
            return waiting;
        }

        private List<DirectAssignment> direct() {
            Set<Integer> nodes = new LinkedHashSet<>(list(() -> 1 + random.nextInt(9)));
            return random.nextBoolean()
                    ? List.of()
                    : nodes.stream()
                            .map(node -> new DirectAssignment(NodeId.of(node),
                                    random.nextBoolean() ? Role.ADMIN : Role.MEMBER))
                            .toList();
        }

        private List<BlueprintTest> tests() {
            return random.nextBoolean()
                    ? List.of()
                    : Examples.with(BlueprintTestsTest.ALL).blueprint().tests().subList(0, random.nextInt(9));
        }

        private String url() {
            return "https://" + (random.nextInt(4) == 0 ? "u:p@" : "") + "h" + random.nextInt(9) + "/p?q";
        }

        private String maybe() {
            return random.nextBoolean() ? "" : text();
        }

        private String text() {
            return one(List.of("x", "\"quoted\"", "é漢\uD83D\uDE00", "\n\u0000", "<&>", " "));
        }
    }
}
