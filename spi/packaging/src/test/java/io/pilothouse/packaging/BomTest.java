package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BomTest {
    private static Bom parse(String text) throws UnfitPluginException {
        return Bom.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return assertThrows(UnfitPluginException.class, () -> parse(text), text).getMessage();
    }

    @Test
    void librariesAreReadWithTheirLicences() throws Exception {
        Bom bom = parse(
                """
                        {'bomFormat':'CycloneDX','specVersion':'1.6','version':1,'metadata':{'tools':{'components':[{'name':'x'}]}},
                         'components':[
                          {'type':'library','group':'com.example','name':'one','version':'1.2','hashes':[{'alg':'MD5','content':'0'}],
                           'licenses':[{'license':{'id':'Apache-2.0','url':'https://example.org'}},{'expression':'MIT OR EPL-2.0'}]},
                          {'type':'library','name':'two','licenses':[{'license':{'name':'Own'}}],'components':[]}],
                         'dependencies':[{'ref':'x','dependsOn':[]}]}
                        """);
        assertEquals("1.6", bom.version());
        assertEquals(List.of(new Bom.Component("com.example", "one", "1.2", List.of("Apache-2.0", "MIT OR EPL-2.0")),
                new Bom.Component("", "two", "", List.of("Own"))), bom.components());
    }

    @Test
    void otherFilesAreRefused() {
        String start = "the bill of materials bom.json is no CycloneDX in JSON, versions 1.2 to 1.7: ";
        assertEquals(start + "its bomFormat is \"SPDX\", its specVersion \"1.6\"",
                refusal("{'bomFormat':'SPDX','specVersion':'1.6'}"));
        assertEquals(start + "its bomFormat is \"CycloneDX\", its specVersion \"2.0\"",
                refusal("{'bomFormat':'CycloneDX','specVersion':'2.0'}"));
        String head = "{'bomFormat':'CycloneDX','specVersion':'1.6','components':";
        assertEquals(start + "components must be START_ARRAY but is START_OBJECT", refusal(head + "{}}"));
        assertEquals(start + "a component has no name", refusal(head + "[{}]}"));
        assertEquals(start + "name must be VALUE_STRING but is VALUE_NUMBER_INT", refusal(head + "[{'name':1}]}"));
        assertEquals(start + "something follows the object", refusal(head + "[]} {}"));
        for (String text : List.of("", "[]", "{", "{'a':1,'a':2}", head + "[{'name':'x'}",
                "{'x':" + "[".repeat(5000))) {
            assertTrue(refusal(text).startsWith(start), refusal(text));
        }
        String many = head + "{'name':'x'},".repeat(5001);
        assertTrue(refusal(many.replaceFirst("components':", "components':[")).contains("more than 5000 components"));
    }
}
