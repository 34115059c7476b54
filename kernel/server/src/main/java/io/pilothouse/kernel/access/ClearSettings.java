package io.pilothouse.kernel.access;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.spi.StartupException;
import java.util.Map;
import java.util.TreeMap;

/** Settings of an integration as a plugin is given them: with its secrets, and keys that are words joined by {@code -}. */
public final class ClearSettings {
    private ClearSettings() {}

    /**
     * Opens them. Nobody may write them down.
     *
     * @throws StartupException names the secret that cannot be decrypted
     */
    public static Map<String, String> of(Integration configured, SecretBox secrets) throws StartupException {
        Map<String, String> clear = new TreeMap<>();
        configured.settings().forEach((name, value) -> clear.put(key(name), value));
        for (String name : configured.secrets().keySet()) {
            clear.put(key(name), secrets.open(configured.secrets().get(name), configured.place().purpose(name))
                    .orElseThrow(() -> new StartupException("its secret " + name
                            + " cannot be decrypted: the key is missing, or it was made for another place")));
        }
        return clear;
    }

    private static String key(String name) {
        return name.replace('_', '-');
    }
}
