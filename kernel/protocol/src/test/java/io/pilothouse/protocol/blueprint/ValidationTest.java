package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason to refuse a document, with the text that goes over the wire. */
class ValidationTest {
    /** The recorded answers of the reference ({@code blueprint.md} 3, steps 2 to 4). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}|invalid blueprint: name is required",
        "{'name':''}|invalid blueprint: name is required",
        "{'name':5}|parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.name of type string",
        "{'name':'a','join_rule':'closed'}|invalid blueprint: invalid join_rule 'closed' (must be open, token, or invite)",
        "{'name':'a','join_rule':'token','join_token':''}|invalid blueprint: join_token is required when join_rule is token",
        "{'name':'a','roles':[{'role':'admin'}]}|invalid blueprint: role entry: external_id is required",
        "{'name':'a','roles':[{'external_id':'x','role':'boss'}]}|invalid blueprint: invalid role 'boss' for x",
        "{'name':'a','roles':[{'external_id':'x'}]}|invalid blueprint: invalid role '' for x",
        "{'name':'a','identity_provider':{}}|invalid blueprint: invalid identity_provider type ''",
        "{'name':'a','identity_provider':{'type':'magic','url':'u'}}|invalid blueprint: invalid identity_provider type 'magic'",
        "{'name':'a','identity_provider':{'type':'oidc'}}|invalid blueprint: identity_provider.url is required",
        "{'name':'a','audit_export':{'format':'xml','endpoint':'e'}}|invalid blueprint: invalid audit_export format 'xml'",
        "{'name':'a','audit_export':{'format':'json'}}|invalid blueprint: audit_export.endpoint is required",
        "{'name':'a','expr_policy':{'version':2}}|invalid blueprint: expr_policy: unsupported version 2 (want 1)",
        "{'name':'a','expr_policy':{'version':1}}|invalid blueprint: expr_policy: at least one rule is required",
        "{'name':'a','expr_policy':{}}|invalid blueprint: expr_policy: unsupported version 0 (want 1)",
        "{'name':'a','policy':{'max_members':1.5}}|parse blueprint: json: cannot unmarshal number 1.5 into Go struct field BlueprintPolicy.policy.max_members of type int",
        "{'name':'a','policy':{'allowed_ports':[70000]}}|parse blueprint: json: cannot unmarshal number 70000 into Go struct field BlueprintPolicy.policy.allowed_ports of type uint16",
        "{'name':'a','policy':'x'}|parse blueprint: json: cannot unmarshal string into Go struct field NetworkBlueprint.policy of type registry.BlueprintPolicy",
        "{'name':'a','enterprise':'yes'}|parse blueprint: json: cannot unmarshal string into Go struct field NetworkBlueprint.enterprise of type bool",
        "{'name':'Bad Name'}|provision network: network name must be lowercase alphanumeric with hyphens, start/end with alphanumeric",
        "{'name':'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'}|provision network: network name too long (max 63 chars)",
        "{'name':'a','join_rule':'x','roles':[{}],'policy':{'max_members':1.5}}|parse blueprint: json: cannot unmarshal number 1.5 into Go struct field BlueprintPolicy.policy.max_members of type int",
        "{'name':'A B','join_rule':'x'}|invalid blueprint: invalid join_rule 'x' (must be open, token, or invite)",
        "{'name':'backbone'}|provision network: network name 'backbone' is reserved"})
    void textsOfTheReference(String document, String refusal) {
        assertEquals(refusal.replace('\'', '"'), Examples.read(document).problems().getFirst().refusal());
    }

    @Test
    void aPolicyThatIsNoObject() {
        String frame = " into Go value of type struct { Version int \"json:\\\"version\\\"\"; Rules json.RawMessage "
                + "\"json:\\\"rules\\\"\" }";
        assertFirst("'expr_policy':'text'",
                "invalid blueprint: expr_policy: invalid JSON: json: cannot unmarshal string" + frame);
        assertFirst("'expr_policy':[]",
                "invalid blueprint: expr_policy: invalid JSON: json: cannot unmarshal array" + frame);
    }

    /** Types of values beyond the recorded ones, and the rules of {@code blueprint.md} 10.3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'roles':'x'|parse blueprint: json: cannot unmarshal string into Go struct field NetworkBlueprint.roles of type []registry.BlueprintRole",
        "'roles':[7]|parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.roles of type registry.BlueprintRole",
        "'roles':[{'external_id':true}]|parse blueprint: json: cannot unmarshal bool into Go struct field BlueprintRole.roles.external_id of type string",
        "'webhooks':'https://x'|parse blueprint: json: cannot unmarshal string into Go struct field NetworkBlueprint.webhooks of type registry.BlueprintWebhooks",
        "'webhooks':5,'roles':5|parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.roles of type []registry.BlueprintRole",
        "'policy':{'max_members':'9'}|parse blueprint: json: cannot unmarshal string into Go struct field BlueprintPolicy.policy.max_members of type int",
        "'policy':{'max_members':1e300}|parse blueprint: json: cannot unmarshal number 1e+300 into Go struct field BlueprintPolicy.policy.max_members of type int",
        "'policy':{'allowed_ports':[-1]}|parse blueprint: json: cannot unmarshal number -1 into Go struct field BlueprintPolicy.policy.allowed_ports of type uint16",
        "'policy':{'allowed_ports':'80'}|parse blueprint: json: cannot unmarshal string into Go struct field BlueprintPolicy.policy.allowed_ports of type []uint16",
        "'scope':1|parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.scope of type string",
        "'tests':{}|parse blueprint: json: cannot unmarshal object into Go struct field NetworkBlueprint.tests of type []registry.BlueprintTest",
        "'policy':{'max_members':-3}|invalid blueprint: invalid max_members (must be integer 0-10000)",
        "'policy':{'max_members':10001}|invalid blueprint: invalid max_members (must be integer 0-10000)",
        "'policy':{'allowed_ports':[0]}|invalid blueprint: invalid port number in allowed_ports (must be integer 1-65535)",
        "'policy':{'allowed_ports':[null]}|invalid blueprint: invalid port number in allowed_ports (must be integer 1-65535)",
        "'roles':[null]|invalid blueprint: role entry: external_id is required",
        "'roles':{'5':'owner'}|invalid blueprint: invalid role 'owner' for 5",
        "'roles':{'5':'boss'}|invalid blueprint: invalid role 'boss' for 5",
        "'roles':{'5':5}|parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.roles.5 of type string",
        "'roles':{'05':'admin'}|invalid blueprint: invalid node id '05' in roles (must be decimal 1-4294967295)",
        "'roles':{'0':'admin'}|invalid blueprint: invalid node id '0' in roles (must be decimal 1-4294967295)",
        "'roles':{'4294967296':'admin'}|invalid blueprint: invalid node id '4294967296' in roles (must be decimal 1-4294967295)",
        "'roles':[{'node_id':0,'role':'admin'}]|invalid blueprint: role entry: invalid node_id (must be 1-4294967295)",
        "'roles':[{'node_id':5,'role':'owner'}]|invalid blueprint: invalid role 'owner' for 5",
        "'roles':[{'node_id':5,'external_id':'x','role':'admin'}]|invalid blueprint: role entry: give external_id or node_id, not both",
        "'roles':[{'node_id':5,'role':'admin'},{'node_id':5,'role':'member'}]|invalid blueprint: duplicate node_id 5 in roles",
        "'roles':[{'external_id':'x','role':'admin'},{'external_id':'X','role':'member'}]|invalid blueprint: duplicate external_id 'X' in roles",
        "'roles':[{'external_id':'x','role':'owner'},{'external_id':'y','role':'owner'}]|invalid blueprint: too many owners in roles (at most one entry may have the role owner)",
        "'join_rule':'invite','enterprise':false|invalid blueprint: enterprise feature: invite-only networks require the enterprise flag",
        "'roles':{'5':'admin'},'enterprise':false|invalid blueprint: enterprise feature: roles of nodes require the enterprise flag",
        "'scope':'planet'|invalid blueprint: invalid scope 'planet' (must be registry or network)",
        "'expr_policy':{'version':'1','rules':[]}|invalid blueprint: expr_policy: invalid JSON: version must be an integer",
        "'identity_provider':{'type':'oidc','url':'ftp://x'}|invalid blueprint: identity_provider.url: URL must use http or https scheme, got 'ftp'",
        "'identity_provider':{'type':'oidc','url':'https://x','jwks_url':'x'}|invalid blueprint: identity_provider.jwks_url: URL must use http or https scheme, got ''",
        "'identity_provider':{'type':'oidc','url':'ldap://x'}|invalid blueprint: identity_provider.url: URL must use http or https scheme, got 'ldap'",
        "'webhooks':{'audit_url':'http://169.254.169.254/'}|invalid blueprint: webhooks.audit_url: URL cannot target link-local address 169.254.169.254",
        "'webhooks':{'identity_url':'https:///x'}|invalid blueprint: webhooks.identity_url: URL must have a host",
        "'webhooks':[{'events':[]}]|invalid blueprint: webhooks[0].url is required",
        "'webhooks':[{'url':'http://metadata.google.internal/'}]|invalid blueprint: webhooks[0].url: URL cannot target cloud metadata endpoint metadata.google.internal",
        "'webhooks':[{'url':'http://a','events':['Kick it']}]|invalid blueprint: webhooks[0].events[0]: invalid event pattern 'Kick it' (must be an audit action such as member.kicked; * stands for anything)",
        "'webhooks':{'audit_url':'http://a','audit_sinks':[]}|invalid blueprint: webhooks: give audit_url or audit_sinks, not both (invalid together)",
        "'audit_export':{'format':'json','endpoint':'10.0.0.1:514'}|invalid blueprint: audit_export.endpoint: URL must use http or https scheme, got ''",
        "'audit_export':{'format':'cef','endpoint':'log'}|invalid blueprint: audit_export.endpoint: endpoint must be host:port or a URL, got 'log'",
        "'audit_export':{'format':'json','endpoint':'file:a/b'}|invalid blueprint: audit_export.endpoint: file: must be followed by a name of letters, digits, dots, hyphens and underscores, got 'file:a/b'",
        "'audit_export':{'format':'plugin:x','endpoint':'http://169.254.169.254/'}|invalid blueprint: audit_export.endpoint: URL cannot target link-local address 169.254.169.254",
        "'audit_export':{'format':'plugin:x','endpoint':'[fe80::1]:9'}|invalid blueprint: audit_export.endpoint: URL cannot target link-local address fe80::1",
        "'audit_export':{'format':'json','endpoint':'http://a','settings':{'a b':1}}|invalid blueprint: invalid audit_export.settings: 'a b' is no name of a setting (small letters and digits, words joined by - or _)",
        "'audit_export':{'format':'json','endpoint':'http://a','settings':{'a_b':1,'a-b':2}}|invalid blueprint: invalid audit_export.settings.a-b is given twice, with - and with _",
        "'webhooks':[{'url':'http://a','type':'htpp'}]|invalid blueprint: invalid webhooks[0] type 'htpp' (must be http, soar, or plugin: and the type of an installed plugin)",
        "'audit_export':[{'format':'json','endpoint':'http://a'},{'format':'x','endpoint':'http://a'}]|invalid blueprint: invalid audit_export[1] format 'x'"})
    void textsOfOurOwn(String members, String refusal) {
        assertFirst(members, refusal.replace('\'', '"'));
    }

    @Test
    void limits() {
        String ports = String.join(",", IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).toList());
        assertFirst("'policy':{'allowed_ports':[" + ports + "]}",
                "invalid blueprint: too many allowed_ports (max 100)");
        assertFirst("'policy':{'description':'" + "é".repeat(129) + "'}",
                "invalid blueprint: policy description too long (max 256 chars)");
        assertTrue(Examples.with("'policy':{'description':'" + "é".repeat(128) + "','max_members':10000}").valid());
        String deep = "[".repeat(300) + "]".repeat(300);
        assertFirst("'expr_policy':{'version':1,'rules':" + deep + "}",
                "invalid blueprint: expr_policy: nested too deeply (at most 200 levels)");
        String large = "x".repeat(256 * 1024);
        assertFirst("'expr_policy':{'version':1,'rules':['" + large + "']}",
                "invalid blueprint: expr_policy: too large (262170 bytes, at most 262144)");
    }

    @Test
    void allProblemsAreToldInTheOrderOfTheReference() {
        BlueprintReading reading = Examples.read("""
                {'name':'B@d','join_rule':'x','roles':[{'role':'boss'}],'policy':{'max_members':-1},
                 'webhooks':{'audit_url':7},'enterprise':'yes','identity_provider':{'type':'oidc'}}""");
        assertEquals(List.of("enterprise", "webhooks.audit_url", "join_rule", "roles[0].external_id", "roles[0].role",
                "identity_provider.url", "name", "policy.max_members"),
                reading.problems().stream().map(Problem::path).toList());
        assertEquals("must be true or false but is string", reading.problems().getFirst().text());
        assertFalse(reading.valid());
    }

    @Test
    void aWrongTypeHasNoConsequences() {
        assertEquals(List.of("name", "roles[0].external_id"),
                Examples.read("{'name':1,'roles':[{'external_id':2,'role':'admin'}]}").problems().stream()
                        .map(Problem::path).toList());
        assertEquals("must be an integer but is the number 1.5",
                Examples.with("'policy':{'max_members':1.5}").problems().getFirst().text());
    }

    @Test
    void whatOnlyTheRegistryKnowsIsAWarning() {
        assertEquals(List.of("join_rule", "roles"), Examples.with("'join_rule':'invite_only','roles':{'5':'admin'}")
                .warnings().stream().map(Warning::path).toList());
        assertEquals(List.of(), Examples.with("'roles':[{'external_id':'x','role':'admin'}]").warnings());
        BlueprintReading silent = Examples.with("'join_rule':'token'");
        assertTrue(silent.valid());
        assertEquals(List.of("join_token is required when join_rule is token, unless the network has one already"),
                silent.warnings().stream().map(Warning::text).toList());
        assertEquals(List.of(), Examples.with("'join_rule':'token','join_token':'t'").warnings());
    }

    @Test
    void expressionsAreCompiled() {
        BlueprintReading wrong = Examples.with("""
                'expr_policy':{'version':1,'rules':[{'name':'web','on':'connect','match':'port = 80',
                 'actions':[{'type':'allow'}]},{'name':'old','on':'cycle','Match':'true',
                 'actions':[{'type':'evict_where','match':'port == 7'}]},{'on':'cycle','match':'size > 1'}]}""");
        assertEquals(List.of("expr_policy.rules[0].match", "expr_policy.rules[1].actions[0].match",
                "expr_policy.rules[2].match"), wrong.problems().stream().map(Problem::path).toList());
        assertEquals("invalid blueprint: expr_policy: rule \"web\": column 6: unexpected \"=\", "
                + "expected an operator or the end", wrong.problems().getFirst().refusal());
        assertTrue(wrong.problems().get(1).text().startsWith(
                "expr_policy: rule \"old\", action evict_where: column 1: unknown name \"port\", expected one of"));
        assertTrue(wrong.problems().get(2).text().startsWith("expr_policy: rule number 3: column 1: unknown name"));
    }

    @Test
    void rulesThatDaemonsRefuseAreWarnings() {
        BlueprintReading fine = Examples.with("""
                'expr_policy':{'version':1,'rules':[{'name':'web','on':'connect','match':'port in [80]',
                 'actions':[{'type':'allow'}]}]}""");
        assertTrue(fine.valid());
        assertEquals(List.of(), fine.warnings());
        BlueprintReading odd = Examples.with("""
                'expr_policy':{'Version':1,'rules':[{'on':'conect','actions':[{'type':'alow'}]},5,
                 {'name':'x','on':'dial','match':'true','actions':[]}]}""");
        assertTrue(odd.valid());
        assertEquals(List.of("expr_policy.rules[0].name", "expr_policy.rules[0].on", "expr_policy.rules[0].match",
                "expr_policy.rules[0].actions[0]", "expr_policy.rules[1]", "expr_policy.rules[2].actions"),
                odd.warnings().stream().map(Warning::path).toList());
        assertTrue(odd.warnings().get(1).text().endsWith("(did you mean \"connect\"?)"));
        assertEquals("expr_policy.rules",
                Examples.with("'expr_policy':{'version':1,'rules':[]}").warnings().getFirst().path());
    }

    @Test
    void nothingThatIsSentBreaksTheReader() {
        for (String value : List.of("null", "true", "1e308", "-0.5", "''", "[]", "{}", "[[]]", "[null]", "{'':null}",
                "[{'':0}]", "'\\ud800'")) {
            for (Section.Member member : Section.BLUEPRINT.members()) {
                JsonObject document = Examples.json("{'name':'a','" + member.name() + "':" + value + "}");
                BlueprintReading reading = BlueprintReader.read(document);
                if (reading.valid()) {
                    assertEquals(reading.blueprint(), BlueprintReader.read(reading.blueprint().document()).blueprint());
                }
                reading.problems().forEach(problem -> assertFalse(problem.refusal().isEmpty()));
            }
        }
    }

    private static void assertFirst(String members, String refusal) {
        assertEquals(refusal, Examples.with(members).problems().getFirst().refusal());
    }
}
