package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the documents of both dialects say. */
class DialectsTest {
    @Test
    void theExampleOfDialectA() {
        BlueprintReading reading = Examples.read(Examples.DIALECT_A);
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(), reading.warnings());
        assertEquals(new Blueprint("warehouse-bots", Stated.of(JoinRule.INVITE), Stated.nothing(),
                Stated.of("hall2-secret"), Stated.of(true), Scope.REGISTRY,
                Optional.of(new PolicySection(Stated.of(40), Stated.of(List.of(7, 443, 1001)),
                        Stated.of("Warehouse robots, hall 2"))),
                Stated.nothing(),
                Stated.of(new IdentityProviderSection("oidc", "https://id.example.net/keys", "",
                        "https://id.example.net/", "bots", "", "", "")),
                Stated.of(List.of(AuditSink.ofAll("https://hooks.example.net/audit"))), Stated.nothing(),
                Stated.of(List.of(new AuditExportSection("splunk_hec",
                        "https://hec.example.net:8088/services/collector", "t0k3n", "bots", "pilot-registry"))),
                Stated.of(List.of(new PreAssignment("ops@example.net", Role.OWNER),
                        new PreAssignment("shift@example.net", Role.ADMIN))),
                List.of(), List.of()), reading.blueprint());
    }

    @Test
    void theExampleOfDialectB() {
        BlueprintReading reading = Examples.read(Examples.DIALECT_B);
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(), reading.warnings());
        Blueprint blueprint = reading.blueprint();
        assertEquals(Stated.of(JoinRule.INVITE), blueprint.joinRule());
        assertEquals(Stated.of(List.of(new AuditSink("http://127.0.0.1:8080/hook-b",
                List.of("member.kicked", "network.policy_changed"), ""))), blueprint.auditSinks());
        assertEquals(Stated.nothing(), blueprint.identityWebhook());
        assertEquals(Stated.nothing(), blueprint.preAssignments());
        assertEquals(List.of(new DirectAssignment(NodeId.of(1), Role.ADMIN),
                new DirectAssignment(NodeId.of(0xFFFF_FFFFL), Role.MEMBER)), blueprint.directAssignments());
    }

    @Test
    void silenceAndEmptinessDiffer() {
        assertEquals(Blueprint.named("a"), Examples.read("{'name':'a'}").blueprint());
        Blueprint empty = Examples.with("""
                'join_rule':'','join_token':'','network_admin_token':null,'enterprise':false,'scope':'',
                'policy':{'max_members':0,'allowed_ports':[],'description':''},'expr_policy':null,
                'identity_provider':null,'webhooks':[],'audit_export':[],'roles':[],'tests':[]""").blueprint();
        assertEquals(new Blueprint("a", Stated.nothing(), Stated.reset(), Stated.reset(), Stated.reset(),
                Scope.REGISTRY, Optional.of(PolicySection.RESET), Stated.reset(), Stated.reset(), Stated.reset(),
                Stated.nothing(), Stated.reset(), Stated.reset(), List.of(), List.of()), empty);
        Blueprint nulls = Examples.with("""
                'join_rule':null,'join_token':null,'enterprise':null,'policy':null,'webhooks':null,
                'audit_export':null,'roles':null""").blueprint();
        assertEquals(Optional.of(PolicySection.RESET), nulls.policy());
        assertEquals(Stated.reset(), nulls.identityWebhook());
        assertEquals(Stated.nothing(), nulls.joinRule());
        assertEquals(Stated.reset(), nulls.auditExports());
        assertEquals(Stated.reset(), nulls.preAssignments());
        assertEquals(Optional.of(PolicySection.SILENT), Examples.with("'policy':{}").blueprint().policy());
        assertEquals(Optional.of(new PolicySection(Stated.reset(), Stated.nothing(), Stated.nothing())),
                Examples.with("'policy':{'max_members':null}").blueprint().policy());
    }

    @Test
    void aMergeKeepsEmptiesOrReplaces() {
        assertEquals("before", Stated.<String>nothing().over("before", ""));
        assertEquals("", Stated.<String>reset().over("before", ""));
        assertEquals("after", Stated.of("after").over("before", ""));
    }

    @Test
    void webhooksOfBothShapes() {
        Blueprint urls = Examples.with("'webhooks':{'audit_url':'','identity_url':'https://id.example.net/'}")
                .blueprint();
        assertEquals(Stated.reset(), urls.auditSinks());
        assertEquals(Stated.of("https://id.example.net/"), urls.identityWebhook());
        Blueprint sinks = Examples.with("""
                'webhooks':{'audit_sinks':[{'url':'https://a.example.net/','events':['member.*'],'secret':'s'}]}""")
                .blueprint();
        assertEquals(Stated.of(List.of(new AuditSink("https://a.example.net/", List.of("member.*"), "s"))),
                sinks.auditSinks());
        assertEquals(Stated.nothing(), Examples.with("'webhooks':{}").blueprint().auditSinks());
    }

    @Test
    void aliasesAreRead() {
        BlueprintReading reading = Examples.with("""
                'join_rule':'invite-only','enterprise':true,
                'identity_provider':{'idp_type':'oidc','url':'https://id.example.net/'},
                'audit_export':[{'format':'cef','endpoint':'10.0.0.1:514'},
                                {'format':'splunk','endpoint':'https://s.example.net/'}]""");
        assertEquals(List.of(), reading.problems());
        assertEquals(List.of(), reading.warnings());
        assertEquals(Stated.of(JoinRule.INVITE), reading.blueprint().joinRule());
        assertEquals("oidc", reading.blueprint().identityProvider().value().orElseThrow().type());
        assertEquals(List.of("syslog_cef", "splunk_hec"), reading.blueprint().auditExports().value().orElseThrow()
                .stream().map(AuditExportSection::format).toList());
    }

    @Test
    void namesInOtherLettersAreReadAndUnknownOnesReported() {
        BlueprintReading reading = Examples.read("""
                {'NAME':'upper','name':'lower','Enterprise':true,'polcy':{},'xyz':1,
                 'policy':{'max_member':4},'$schema':'conf/blueprint.schema.json'}""");
        assertTrue(reading.valid(), reading.toString());
        assertEquals("lower", reading.blueprint().name());
        assertEquals(Stated.of(true), reading.blueprint().enterprise());
        assertEquals(List.of(new Warning("NAME", "ignored, because \"name\" is given too"),
                new Warning("Enterprise", "is read as \"enterprise\": write it so"),
                new Warning("polcy", "unknown member, ignored (did you mean \"policy\"?)"),
                new Warning("xyz", "unknown member, ignored"),
                new Warning("policy.max_member", "unknown member, ignored (did you mean \"max_members\"?)")),
                reading.warnings());
    }

    @Test
    void anArrayOfRolesMayNameNodes() {
        Blueprint blueprint = Examples.with("""
                'enterprise':true,'roles':[{'external_id':'x','role':'owner'},{'node_id':5,'role':'admin'}]""")
                .blueprint();
        assertEquals(Stated.of(List.of(new PreAssignment("x", Role.OWNER))), blueprint.preAssignments());
        assertEquals(List.of(new DirectAssignment(NodeId.of(5), Role.ADMIN)), blueprint.directAssignments());
    }

    @Test
    void portsAreTakenOnce() {
        assertEquals(Stated.of(List.of(80, 7)), Examples.with("'policy':{'allowed_ports':[80,7,80]}").blueprint()
                .policy().orElseThrow().allowedPorts());
    }

    @Test
    void eventPatternsMatchActions() {
        AuditSink sink = new AuditSink("https://a.example.net/", List.of("member.*", "*_changed", "key.rotated"), "");
        assertTrue(sink.wants("member.kicked"));
        assertTrue(sink.wants("network.policy_changed"));
        assertTrue(sink.wants("key.rotated"));
        assertEquals(false, sink.wants("key.rotated2"));
        assertEquals(false, sink.wants("members"));
        assertTrue(AuditSink.ofAll("https://a.example.net/").wants("anything"));
        assertEquals(false, new AuditSink("", List.of("a*".repeat(40) + "b"), "").wants("a".repeat(200)));
    }

    @Test
    void secretsAreLeftOut() {
        Blueprint blueprint = Examples.with("""
                'join_rule':'token','join_token':'SECRET','network_admin_token':'SECRET',
                'identity_provider':{'type':'oidc','url':'https://u:SECRET@id.example.net/keys?k=SECRET',
                                     'client_secret':'SECRET'},
                'webhooks':{'audit_sinks':[{'url':'https://a.example.net/','secret':'SECRET'}],
                            'identity_url':'https://SECRET@i.example.net/p#SECRET'},
                'audit_export':{'format':'json','endpoint':'https://e.example.net/x?SECRET','token':'SECRET'},
                'tests':[{'name':'t','expect_join':{'token':'SECRET','outcome':'allowed'}}]""").blueprint();
        String text = blueprint.withoutSecrets().canonicalText();
        assertEquals(-1, text.indexOf("SECRET"), text);
        assertTrue(text.contains("https://id.example.net/keys\""), text);
        assertEquals(blueprint.withoutSecrets(), blueprint.withoutSecrets().withoutSecrets());
    }
}
