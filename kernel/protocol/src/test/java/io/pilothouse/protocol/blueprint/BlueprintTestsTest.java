package io.pilothouse.protocol.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.Role;
import io.pilothouse.protocol.blueprint.Expectation.ExpectJoin;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMaxMembers;
import io.pilothouse.protocol.blueprint.Expectation.ExpectMember;
import io.pilothouse.protocol.blueprint.Expectation.ExpectOwner;
import io.pilothouse.protocol.blueprint.Expectation.ExpectPort;
import io.pilothouse.protocol.blueprint.Expectation.ExpectRole;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The assertions inside a document. */
class BlueprintTestsTest {
    static final String ALL = """
            'tests':[{'name':'1','expect_role':{'node_id':5,'role':'admin'}},
             {'name':'2','expect_role':{'external_id':'x','role':'owner'}},
             {'name':'3','expect_member':{'node_id':5,'member':false}},
             {'name':'4','expect_join':{'outcome':'refused'}},
             {'name':'5','expect_join':{'external_id':'x','token':'t','outcome':'allowed'}},
             {'name':'6','expect_port':{'port':443,'allowed':true}},
             {'name':'7','expect_max_members':{'at_least':2,'at_most':10000}},
             {'name':'8','expect_owner':{'node_id':4294967295}}]""";

    @Test
    void everyKindIsRead() {
        BlueprintReading reading = Examples.with(ALL);
        assertEquals(List.of(), reading.problems());
        Subject five = new Subject.ByNode(NodeId.of(5));
        Subject external = new Subject.ByExternalId("x");
        assertEquals(List.of(new ExpectRole(five, Role.ADMIN), new ExpectRole(external, Role.OWNER),
                new ExpectMember(NodeId.of(5), false), new ExpectJoin(Optional.empty(), "", false),
                new ExpectJoin(Optional.of(external), "t", true), new ExpectPort(443, true),
                new ExpectMaxMembers(OptionalInt.of(2), OptionalInt.of(10_000)),
                new ExpectOwner(new Subject.ByNode(NodeId.of(0xFFFF_FFFFL)))),
                reading.blueprint().tests().stream().map(BlueprintTest::expectation).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'expect_port':{'port':1,'allowed':true}}|tests[0].name: is required",
        "{'name':'n'}|tests[0]: exactly one expectation is required (expect_role, expect_member, expect_join, expect_port, expect_max_members, expect_owner)",
        "{'name':'n','expect_owner':{'node_id':1},'expect_member':{'node_id':1,'member':true}}|tests[0]: exactly one expectation is required (expect_role, expect_member, expect_join, expect_port, expect_max_members, expect_owner)",
        "{'name':'n','expect_prt':{}}|tests[0].expect_prt: is no valid member (did you mean 'expect_port'?)",
        "{'Name':'n','expect_owner':{'node_id':1}}|tests[0].Name: is no valid member (did you mean 'name'?)",
        "{'name':'n','expect_port':5}|tests[0].expect_port: is invalid: it must be an object with port, allowed",
        "{'name':'n','expect_port':{'port':0,'allowed':true}}|tests[0].expect_port.port: is required: an integer 1-65535",
        "{'name':'n','expect_port':{'port':1}}|tests[0].expect_port.allowed: is required: true or false",
        "{'name':'n','expect_role':{'role':'admin'}}|tests[0].expect_role.node_id: or external_id is required",
        "{'name':'n','expect_role':{'node_id':1,'external_id':'x','role':'admin'}}|tests[0].expect_role.external_id: is invalid beside node_id: give one of them",
        "{'name':'n','expect_role':{'node_id':1,'role':'boss'}}|tests[0].expect_role.role: is required: owner, admin or member",
        "{'name':'n','expect_role':{'node_id':0,'role':'admin'}}|tests[0].expect_role.node_id: is required: an integer 1-4294967295",
        "{'name':'n','expect_member':{'member':true}}|tests[0].expect_member.node_id: is required: an integer 1-4294967295",
        "{'name':'n','expect_join':{'outcome':'maybe'}}|tests[0].expect_join.outcome: is required: allowed or refused",
        "{'name':'n','expect_join':{'token':'','outcome':'allowed'}}|tests[0].expect_join.token: is invalid when empty: leave it out",
        "{'name':'n','expect_max_members':{}}|tests[0].expect_max_members.at_least: or at_most is required",
        "{'name':'n','expect_max_members':{'at_least':3,'at_most':2}}|tests[0].expect_max_members.at_most: is invalid below at_least"})
    void everyDoubtIsRefused(String test, String problem) {
        assertEquals("invalid blueprint: " + problem.replace('\'', '"'),
                Examples.with("'tests':[" + test + "]").problems().getFirst().refusal());
    }

    @Test
    void namesAreUnique() {
        assertEquals("must be unique, but \"n\" was there already (invalid duplicate)", Examples.with("""
                'tests':[{'name':'n','expect_owner':{'node_id':1}},{'name':'n','expect_owner':{'node_id':1}}]""")
                .problems().getFirst().text());
        assertEquals("parse blueprint: json: cannot unmarshal number into Go struct field NetworkBlueprint.tests of "
                + "type registry.BlueprintTest", Examples.with("'tests':[1]").problems().getFirst().refusal());
    }
}
