package io.pilothouse.acceptance.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

/** The table's file and the judgement of replies. */
class AuthorityTableTest {
    private static final String ON = "x\tdenied\tdenied\tdenied\tdenied\tok\tok\tdenied\tok\trefused:no room";

    private static boolean fits(String cell, String type, String error) {
        var reply = JsonNodeFactory.instance.objectNode().put("type", type);
        if (!error.isEmpty()) {
            reply.put("error", error);
        }
        return Expected.parse(cell).orElseThrow().fits("x", reply);
    }

    @Test
    void anEqualsSignRepeatsTheFirstHalf() {
        AuthorityTable.Row row = AuthorityTable.parse("# remark\n" + ON + "\t=\t=\t=\t=\tgated\tgated\t=\t=\t=\n")
                .rows()
                .getFirst();
        assertEquals(new Expected.Gated(), row.cell(Column.ADMIN, false));
        assertEquals(new Expected.Ok(), row.cell(Column.ADMIN, true));
        assertEquals(new Expected.Refused("no room"), row.cell(Column.GLOBAL_TOKEN, false));
        assertFalse(row.operatorsOnly());
    }

    @Test
    void linesThatAreWrongAreNamed() {
        assertThrows(IllegalStateException.class, () -> AuthorityTable.parse(ON));
        assertThrows(IllegalStateException.class, () -> AuthorityTable.parse(ON + "\tmaybe" + "\t=".repeat(8)));
        assertThrows(IllegalStateException.class, () -> AuthorityTable.parse("x" + "\t=".repeat(18)));
        String line = ON + "\t=".repeat(9) + "\n";
        assertThrows(IllegalStateException.class, () -> AuthorityTable.parse(line + line));
    }

    @Test
    void repliesAreJudgedByTheirTexts() {
        assertTrue(fits("ok", "x_ok", ""));
        assertFalse(fits("ok", "y_ok", ""));
        assertTrue(fits("denied", "error", "invalid admin token"));
        assertFalse(fits("denied", "error", "node 7: node not found"));
        assertFalse(fits("denied", "x_ok", ""));
        assertTrue(fits("gated", "error", "enterprise feature: requires enterprise network"));
        assertFalse(fits("gated", "error", "invalid admin token"));
        assertTrue(fits("refused:room", "error", "there is no room"));
        assertFalse(fits("refused:token", "error", "invalid admin token"));
    }
}
