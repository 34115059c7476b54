package io.pilothouse.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CapabilityChangeTest {
    private static PluginDescription version(String version, String capabilities, String hosts)
            throws UnfitPluginException {
        Properties properties = new Properties();
        properties.putAll(Map.of("plugin.id", "p", "plugin.version", version, "plugin.requires", "^1.0.0",
                "plugin.provider", "Tests", "plugin.capabilities", capabilities, "plugin.network-hosts", hosts));
        return PluginDescription.of(properties);
    }

    @Test
    void whatIsNewIsSaidAndWhatIsGoneIsNot() throws Exception {
        PluginDescription old = version("1.0.0", "network, files", "a.example");
        assertEquals(List.of(), CapabilityChange.between(old, version("1.1.0", "network", "a.example")));
        assertEquals(List.of("version 2.0.0 runs native code or writes to memory directly (native), which version 1.0.0"
                + " did not declare", "version 2.0.0 may also talk to [b.example, configured]"),
                CapabilityChange.between(old, version("2.0.0", "native, network", "a.example, b.example, configured")));
        assertEquals(List.of("version 2.0.0 may talk to any host; version 1.0.0 named [a.example]"),
                CapabilityChange.between(old, version("2.0.0", "network", "")));
        assertEquals(List.of("version 2.0.0 talks to other computers (network), which version 1.0.0 did not declare"),
                CapabilityChange.between(version("1.0.0", "", ""), version("2.0.0", "network", "a.example")));
    }
}
