package io.pilothouse.protocol.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.TransportEndpoint;
import io.pilothouse.protocol.json.JsonObject;
import io.pilothouse.protocol.json.JsonReader;
import io.pilothouse.protocol.json.JsonWriter;
import io.pilothouse.protocol.json.MalformedJsonException;
import io.pilothouse.protocol.wire.JsonMessages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How odd inputs are read: wire.md 3.1 and the dangerous defaults of commands-enterprise.md 1.1. */
class ValueRulesTest {
    private static <T> T read(Class<T> command, String json) throws MalformedJsonException {
        return command.cast(JsonMessages.request(JsonReader.object(json)).orElseThrow().command());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1|1", "1.0|1", "1.9|1", "7.9|7", "1e0|1", "'\"1\"'|0", "null|0", "[1]|0",
        "'{\"a\":1}'|0", "true|0", "-1|0", "-0.5|0", "-0|0", "4294967295|4294967295", "4294967295.5|0",
        "4294967294.9|4294967294", "4294967296|0", "1e300|0"})
    void nodeIds(String json, long id) throws MalformedJsonException {
        assertEquals(NodeId.of(id), read(Lookup.class, "{\"type\":\"lookup\",\"node_id\":" + json + "}").node());
    }

    @ParameterizedTest
    @CsvSource({"65535,65535", "65535.5,0", "65534.9,65534", "65536,0", "-0.5,0", "-1,0", "7.9,7"})
    void networkIds(String json, int id) throws MalformedJsonException {
        GetNetworkPolicy command = read(GetNetworkPolicy.class,
                "{\"type\":\"get_network_policy\",\"network_id\":" + json + "}");
        assertEquals(NetworkId.of(id), command.network());
    }

    @Test
    void missingFieldsAreZero() throws MalformedJsonException {
        assertEquals(new Register("", "", "", "", List.of(), List.of(), "", "", OptionalLong.empty(), false),
                read(Register.class, "{\"type\":\"register\"}"));
        assertEquals(new JoinNetwork(NodeId.NONE, NetworkId.BACKBONE, ""),
                read(JoinNetwork.class, "{\"type\":\"join_network\",\"inviter_id\":4}"));
    }

    @Test
    void registerDropsWhatIsNoAddress() throws MalformedJsonException {
        Register register = read(Register.class, """
                {"type":"register","lan_addrs":["a",5,"",null,"b"],"relay_only":"yes","owner":7,
                 "endpoints":[{"network":"tcp","addr":"x"},{"network":"","addr":"x"},{"addr":"x"},5]}""");
        assertEquals(List.of("a", "b"), register.lanAddresses());
        assertEquals(List.of(new TransportEndpoint("tcp", "x")), register.endpoints());
        assertEquals("", register.owner());
        assertEquals(false, register.relayOnly());
    }

    @Test
    void presenceStaysVisibleWhereItMatters() throws MalformedJsonException {
        assertEquals(Optional.empty(), read(RespondInvite.class, "{\"type\":\"respond_invite\"}").accept());
        assertEquals(Optional.empty(),
                read(RespondInvite.class, "{\"type\":\"respond_invite\",\"accept\":\"true\"}").accept());
        assertEquals(Optional.of(false),
                read(RespondInvite.class, "{\"type\":\"respond_invite\",\"accept\":false}").accept());
        assertEquals(Optional.empty(),
                read(SetNetworkEnterprise.class, "{\"type\":\"set_network_enterprise\"}").enterprise());
        assertEquals(Optional.empty(),
                read(SetMemberTags.class, "{\"type\":\"set_member_tags\",\"tags\":\"a\"}").tags());
        assertEquals(Optional.of(List.of("a")),
                read(SetMemberTags.class, "{\"type\":\"set_member_tags\",\"tags\":[1,\"a\"]}").tags());
        assertEquals(OptionalDouble.empty(),
                read(UpdatePoloScore.class, "{\"type\":\"update_polo_score\",\"delta\":\"1\"}").delta());
        assertEquals(OptionalDouble.of(1.5),
                read(UpdatePoloScore.class, "{\"type\":\"update_polo_score\",\"delta\":1.5}").delta());
        assertEquals(Optional.of(JsonObject.NULL),
                read(SetExprPolicy.class, "{\"type\":\"set_expr_policy\",\"expr_policy\":null}").exprPolicy());
        assertEquals(Optional.empty(),
                read(ProvisionNetwork.class, "{\"type\":\"provision_network\",\"blueprint\":[]}").blueprint());
    }

    @Test
    void policyMayBeFlatOrNestedAndFlatWins() throws MalformedJsonException {
        SetNetworkPolicy policy = read(SetNetworkPolicy.class, """
                {"type":"set_network_policy","network_id":1,"max_members":5,
                 "policy":{"max_members":9,"description":"d"}}""");
        assertEquals(Optional.of(5.0), policy.maxMembers());
        assertEquals(Optional.of("d"), policy.description());
        assertEquals(Optional.empty(), policy.allowedPorts());
    }

    @Test
    void aliases() throws MalformedJsonException {
        assertEquals(new Lookup(NodeId.of(3)), read(Lookup.class, "{\"command\":\"lookup\",\"node_id\":3}"));
        assertEquals("saml",
                read(SetIdpConfig.class, "{\"type\":\"set_idp_config\",\"provider_type\":\"saml\"}").idpType());
        assertEquals("oidc", read(SetIdpConfig.class,
                "{\"type\":\"set_idp_config\",\"provider_type\":\"saml\",\"idp_type\":\"oidc\"}").idpType());
    }

    @Test
    void typeMustBeTheExactString() throws MalformedJsonException {
        for (String json : List.of("{}", "null", "{\"type\":5}", "{\"type\":null}", "{\"type\":[\"lookup\"]}",
                "{\"Type\":\"lookup\"}", "{\"type\":\"LOOKUP\"}", "{\"type\":\" lookup\"}")) {
            assertTrue(JsonMessages.request(JsonReader.object(json)).isEmpty(), json);
        }
    }

    @Test
    void directoryEntriesThatAreNoObjectsAreKeptAsBlanks() throws MalformedJsonException {
        DirectorySync sync = read(DirectorySync.class,
                "{\"type\":\"directory_sync\",\"entries\":[5,{\"external_id\":\"x\",\"groups\":[\"g\",1]}]}");
        assertEquals(2, sync.entries().size());
        assertEquals("", sync.entries().getFirst().externalId());
        assertEquals(new DirectorySync.Entry("x", "", "", List.of("g"), "", false), sync.entries().getLast());
    }

    @Test
    void requestKeepsProofAndSubject() throws MalformedJsonException {
        Request request = JsonMessages.request(JsonReader.object(
                "{\"type\":\"delete_network\",\"node_id\":4,\"network_id\":2,\"signature\":\"s\",\"admin_token\":\"t\"}"))
                .orElseThrow();
        assertEquals(new Request(new DeleteNetwork(NetworkId.of(2), NodeId.of(4)),
                new Proof("s", "t", Optional.empty()), NodeId.of(4)), request);
    }

    @Test
    void absentMembersOfRepliesAreLeftOut() throws MalformedJsonException {
        ListNodes.Member offline = new ListNodes.Member(NodeId.of(5), "1:0001.0000.0005", Optional.empty(), "member",
                List.of());
        assertReply("{\"type\":\"list_nodes_ok\",\"nodes\":[{\"node_id\":5,\"address\":\"1:0001.0000.0005\","
                + "\"offline\":true,\"role\":\"member\"}]}", ListNodes.TYPE, new ListNodes.Ok(List.of(offline)));
        assertReply("{\"type\":\"get_audit_export_ok\",\"enabled\":false}", GetAuditExport.TYPE,
                new GetAuditExport.Ok(Optional.empty()));
        assertReply("{\"type\":\"get_idp_config_ok\",\"configured\":false}", GetIdpConfig.TYPE,
                new GetIdpConfig.Ok(Optional.empty()));
        assertReply("{\"type\":\"set_tags_ok\",\"node_id\":1,\"tags\":[]}", SetTags.TYPE,
                new SetTags.Ok(NodeId.of(1), List.of()));
        assertReply("{\"type\":\"join_network_ok\",\"network_id\":1,\"address\":\"a\",\"rules\":{\"links\":5,"
                + "\"cycle\":\"24h\",\"prune\":2,\"prune_by\":\"score\",\"fill\":2,\"fill_how\":\"random\"},"
                + "\"expr_policy\":{\"version\":1}}", JoinNetwork.TYPE,
                new JoinNetwork.Ok(NetworkId.of(1), "a",
                        Optional.of(new ManagedRules(5, "24h", 2, "score", 2, "random", "")), "{\"version\":1}"));
    }

    private static void assertReply(String json, CommandType<?, ?> type, Reply reply) throws MalformedJsonException {
        JsonWriter out = new JsonWriter();
        JsonMessages.write(type, reply, out);
        assertEquals(JsonReader.object(json), JsonReader.object(out.text()));
    }
}
