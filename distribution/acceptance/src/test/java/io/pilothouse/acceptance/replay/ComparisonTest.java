package io.pilothouse.acceptance.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Comparison comparison = new Comparison(Set.of(), port -> port == 5555);

    @Test
    void sameFieldsTypesAndValuesAreEqualInAnyOrder() {
        assertEqual("{'type':'x_ok','a':1,'b':[1,2]}", "{'b':[1,2],'a':1.0,'type':'x_ok'}");
    }

    @Test
    void otherValueTypeMissingFieldAndLengthDiffer() {
        assertDiffers("{'a':1}", "{'a':2}", "expected 1, got 2");
        assertDiffers("{'a':1}", "{'a':'1'}", "expected 1, got \"1\"");
        assertDiffers("{'a':true}", "{}", ".a is missing");
        assertDiffers("{'a':[1,2]}", "{'a':[1]}", "has 1 entries, expected 2");
        assertDiffers("{'a':[1,2]}", "{'a':[2,1]}", "expected 1, got 2");
    }

    @Test
    void timesKeepOnlyTheirType() {
        assertEqual("{'time':1795308084}", "{'time':5}");
        assertDiffers("{'time':1795308084}", "{'time':'now'}", "expected 1795308084");
        assertEqual("{'details':'until=2026-11-22T03:07:35Z'}", "{'details':'until=2030-01-01T00:00:00Z'}");
        assertDiffers("{'details':'until=2026-11-22T03:07:35Z'}", "{'details':'from=2030-01-01T00:00:00Z'}", "until");
    }

    @Test
    void nullMayBeAnEmptyListAndNothingElse() {
        assertEqual("{'tags':null}", "{'tags':[]}");
        assertEqual("{'tags':null}", "{'tags':null}");
        assertDiffers("{'tags':null}", "{'tags':['a']}", "expected null");
        assertDiffers("{'tags':[]}", "{'tags':null}", "expected []");
    }

    @Test
    void onlyAFilteredErrorMayHaveAnotherText() {
        assertEqual("{'type':'error','error':'request failed'}", "{'type':'error','error':'node 1 not registered'}");
        assertDiffers("{'type':'error','error':'request failed'}", "{'type':'error','error':''}", "request failed");
        assertDiffers("{'type':'error','error':'request failed'}", "{'type':'x_ok'}", "request failed");
        assertDiffers("{'type':'error','error':'not found'}", "{'type':'error','error':'request failed'}", "not found");
        assertEqual("{'type':'error','error':'rules: invalid JSON: json: x'}",
                "{'type':'error','error':'rules: invalid JSON: at 3'}");
        assertDiffers("{'type':'x_ok'}", "{'type':'error','error':'no'}", "expected \"x_ok\"");
    }

    @Test
    void portOfOurOwnConnectionMayDiffer() {
        assertEqual("{'observed_addr':'127.0.0.1:46508'}", "{'observed_addr':'127.0.0.1:5555'}");
        assertDiffers("{'observed_addr':'127.0.0.1:46508'}", "{'observed_addr':'127.0.0.1:5556'}", "46508");
        assertDiffers("{'observed_addr':'127.0.0.1:46508'}", "{'observed_addr':'10.0.0.1:5555'}", "46508");
        assertDiffers("{'hostname':'127.0.0.1:46508'}", "{'hostname':'127.0.0.1:5555'}", "46508");
    }

    @Test
    void orderOfNetworksAndBackboneNodesIsFreeThatOfMembersIsNot() {
        assertEqual("{'networks':[{'id':0},{'id':1}]}", "{'networks':[{'id':1},{'id':0}]}");
        assertEqual("{'nodes':[{'node_id':1,'address':'0:a'},{'node_id':2,'address':'0:b'}]}",
                "{'nodes':[{'node_id':2,'address':'0:b'},{'node_id':1,'address':'0:a'}]}");
        assertDiffers("{'nodes':[{'node_id':1,'address':'1:a'},{'node_id':2,'address':'1:b'}]}",
                "{'nodes':[{'node_id':2,'address':'1:b'},{'node_id':1,'address':'1:a'}]}", "expected 1, got 2");
    }

    @Test
    void fieldsThatVaryAndFieldsBeyondTheRecordedAreNoDifference() {
        var varying = new Comparison(Set.of("url"), port -> false);
        assertEquals(Optional.empty(), varying.difference(json("{'url':'a'}"), json("{'url':'b','more':1}")));
        assertEquals(Set.of(".more"), varying.extras());
    }

    @Test
    void detailsMayHaveWhatIsAddedAndNothingElse() {
        assertEqual("{'details':{'tags':[]}}", "{'details':{'tags':[],'old_tags':['a']}}");
        assertEquals(Set.of(), comparison.extras());
        assertDiffers("{'details':{'size':51}}", "{'details':{'size':52,'new_digest':'cd'}}", "52");
        assertDiffers("{'details':'size=51'}", "{'details':'size=51, new_digest=cd'}", "new_digest");
        assertEqual("{'details':{}}", "{'details':{'more':1}}");
        assertEquals(Set.of(".details.more"), comparison.extras());
    }

    @Test
    void binaryFramesAreEqualByteForByteExceptTimes() {
        assertEquals(Optional.empty(), frames("0000000a81000000006b02588f00", "0000000a81000000007c02588f00"));
        assertTrue(frames("0000000a81000000006b02588f00", "0000000a81000000007c02588f01").isPresent());
        assertTrue(frames("000000050200000001", "000000050200000002").isPresent());
        assertEquals(Optional.empty(), frames("00000007007b2261223a317d".replace("00000007", "00000008"),
                "0000000a007b202261223a2031207d".replace("0000000a", "0000000b")));
    }

    private Optional<String> frames(String expected, String actual) {
        return Frames.difference(expected, HexFormat.of().parseHex(actual), comparison);
    }

    private void assertEqual(String expected, String actual) {
        assertEquals(Optional.empty(), comparison.difference(json(expected), json(actual)));
    }

    private void assertDiffers(String expected, String actual, String because) {
        Optional<String> difference = comparison.difference(json(expected), json(actual));
        assertTrue(difference.orElse("no difference").contains(because), () -> difference.toString());
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Capture.parse(text.replace('\'', '"'));
    }
}
