package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.MalformedJsonException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use says what the reader does. */
class BlueprintSchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(BlueprintSchema.text());

    @Test
    void itIsASchema() {
        JsonSchema language = FACTORY.getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(Set.of(), language.validate(BlueprintSchema.text(), InputFormat.JSON));
    }

    @Test
    void itHasTheMembersOfTheModel() throws MalformedJsonException {
        JsonObject schema = JsonReader.object(BlueprintSchema.text());
        JsonObject definitions = schema.object("$defs").orElseThrow();
        for (Section section : Section.values()) {
            JsonObject object = section == Section.BLUEPRINT
                    ? schema
                    : definitions.object(section.name().toLowerCase(Locale.ROOT)).orElseThrow();
            Set<String> expected = new LinkedHashSet<>(section.names());
            section.members().forEach(member -> expected.addAll(member.aliases()));
            assertEquals(expected, object.object("properties").orElseThrow().members().keySet(), section.name());
            assertEquals(false, object.flag("additionalProperties"), section.name());
            assertTrue(object.has("additionalProperties"), section.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'enterprise':true", "'join_rule':''", "'join_rule':null", "'join_rule':'invite-only'",
        "'join_rule':'token','join_token':'t'", "'join_rule':'token'", "'join_token':''", "'policy':null",
        "'policy':{}",
        "'policy':{'max_members':0,'allowed_ports':[],'description':null}", "'expr_policy':null",
        "'expr_policy':{'version':1,'rules':[]}", "'roles':null", "'roles':[]", "'roles':{}",
        "'roles':{'5':'admin'}", "'roles':[{'node_id':5,'role':'member'},{'external_id':'x','role':'owner'}]",
        "'identity_provider':null", "'identity_provider':{'provider_type':'ldap','url':'ldaps://d:636'}",
        "'identity_provider':{'type':'saml','url':'https://s','jwks_url':'','issuer':null,'client_secret':'s'}",
        "'webhooks':null", "'webhooks':[]", "'webhooks':{}", "'webhooks':{'audit_url':'','identity_url':null}",
        "'webhooks':[{'url':'http://h','events':[],'secret':'s'}]",
        "'webhooks':{'audit_sinks':[{'url':'http://h','events':['member.*']}]}", "'audit_export':null",
        "'audit_export':[]", "'audit_export':[{'format':'cef','endpoint':'h:514'}]",
        "'audit_export':{'format':'syslog_cef','endpoint':'tls://h:6514','token':'','index':null}",
        "'audit_export':{'format':'json','endpoint':'file:trail.jsonl','settings':{'keep':5,'rotate-age':'1d'}}",
        "'audit_export':{'format':'stdout','endpoint':'stdout','settings':null}",
        "'audit_export':[{'format':'otlp','endpoint':'http://c:4318'},{'format':'opensearch','endpoint':'https://o'}]",
        "'audit_export':{'format':'plugin:acme-siem','endpoint':'queue-7'}",
        "'webhooks':[{'url':'http://h','type':'soar','settings':{'rules':[{'name':'n'}],'retries':2}}]",
        "'webhooks':[{'url':'http://h','type':'plugin:pager'},{'url':'http://h','type':'http'}]",
        "'identity_provider':{'type':'plugin:badge','url':'badge.example.net:7','settings':{'desk_number':4}}",
        "'scope':'network'", "'scope':''", "'tests':[]", "'tests':null", "'$schema':'blueprint.schema.json'",
        "'network_admin_token':'t'", BlueprintTestsTest.ALL})
    void whatIsFineIsFineForBoth(String members) {
        agree("{'name':'a'," + members + "}", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'enterprise':'yes'", "'join_rule':'closed'", "'join_rule':'token','join_token':null",
        "'join_rule':'token','join_token':''", "'join_rule':'invite','enterprise':false", "'polcy':{}",
        "'Enterprise':true", "'policy':[]", "'policy':{'max_members':1.5}", "'policy':{'max_members':10001}",
        "'policy':{'max_members':-1}", "'policy':{'max_members':'1'}", "'policy':{'allowed_ports':[0]}",
        "'policy':{'allowed_ports':[65536]}", "'policy':{'allowed_ports':['80']}", "'policy':{'ports':[80]}",
        "'expr_policy':'x'", "'expr_policy':{'version':2,'rules':[]}", "'expr_policy':{'version':1}",
        "'expr_policy':{'version':1,'rules':null}", "'roles':'x'", "'roles':[5]", "'roles':[{'role':'admin'}]",
        "'roles':[{'external_id':'','role':'admin'}]", "'roles':[{'external_id':'x','role':'boss'}]",
        "'roles':[{'external_id':'x'}]", "'roles':[{'external_id':'x','node_id':1,'role':'admin'}]",
        "'roles':[{'node_id':1,'role':'owner'}]", "'roles':[{'node_id':0,'role':'admin'}]",
        "'roles':[{'external_id':'x','role':'owner'},{'external_id':'y','role':'owner'}]", "'roles':{'5':'owner'}",
        "'roles':{'x':'admin'}", "'roles':{'5':'admin'},'enterprise':false", "'identity_provider':{}",
        "'identity_provider':{'type':'magic','url':'https://x'}", "'identity_provider':{'type':'oidc'}",
        "'identity_provider':{'type':'oidc','url':'ldap://x'}", "'identity_provider':{'type':'oidc','url':'x'}",
        "'webhooks':'http://h'", "'webhooks':[{}]", "'webhooks':[{'url':'ftp://h'}]",
        "'webhooks':[{'url':'http://h','events':['A b']}]", "'webhooks':{'audit_url':'h'}",
        "'webhooks':{'audit_url':'http://h','audit_sinks':[]}", "'audit_export':{'format':'xml','endpoint':'http://h'}",
        "'audit_export':{'format':'plugin:','endpoint':'x'}", "'audit_export':{'format':'stdout'}",
        "'audit_export':{'format':'otlp','endpoint':'c:4318'}", "'audit_export':{'format':'json','endpoint':'file:/a'}",
        "'audit_export':{'format':'json','endpoint':'http://h','settings':[]}",
        "'audit_export':{'format':'json','endpoint':'http://h','settings':{'Keep':5}}",
        "'audit_export':{'format':'json','endpoint':'http://h','settings':{'keep':null}}",
        "'webhooks':[{'url':'http://h','type':'pager'}]", "'webhooks':[{'url':'http://h','settings':'x'}]",
        "'identity_provider':{'type':'badge','url':'https://x'}", "'identity_provider':{'type':'plugin:B','url':'x'}",
        "'audit_export':{'format':'json'}", "'audit_export':{'format':'json','endpoint':'h:514'}",
        "'audit_export':{'format':'cef','endpoint':'h'}", "'audit_export':'x'", "'scope':'planet'", "'tests':{}",
        "'tests':[{}]", "'tests':[{'name':'n'}]", "'tests':[{'name':'n','expect_port':{'port':1}}]",
        "'tests':[{'name':'n','expect_port':{'port':1,'allowed':true,'x':1}}]",
        "'tests':[{'name':'n','expect_role':{'role':'admin'}}]", "'tests':[{'name':'n','expect_max_members':{}}]",
        "'tests':[{'name':'n','expect_join':{'node_id':1,'external_id':'x','outcome':'allowed'}}]",
        "'tests':[{'name':'n','expect_owner':{'node_id':1},'expect_member':{'node_id':1,'member':true}}]"})
    void whatIsWrongIsWrongForBoth(String members) {
        agree("{'name':'a'," + members + "}", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'name':''}", "{'name':5}", "{'name':'backbone'}", "{'name':'Bad Name'}",
        "{'name':'-a'}", "{'NAME':'a'}"})
    void namesAreWrongForBoth(String document) {
        agree(document, false);
    }

    @Test
    void theExamplesAreFineForBoth() {
        agree(Examples.DIALECT_A, true);
        agree(Examples.DIALECT_B, true);
    }

    /** The schema knows no synonyms in other letters and no members to ignore: what it refuses is at least a warning. */
    private static void agree(String document, boolean fine) {
        BlueprintReading reading = Examples.read(document);
        List<Warning> spelling = reading.warnings().stream()
                .filter(warning -> warning.text().startsWith("unknown member")
                        || warning.text().startsWith("is read as"))
                .toList();
        assertEquals(fine, reading.valid() && spelling.isEmpty(), document + " " + reading.problems() + spelling);
        var messages = SCHEMA.validate(document.replace('\'', '"'), InputFormat.JSON);
        assertEquals(fine, messages.isEmpty(), document + " " + messages);
    }
}
