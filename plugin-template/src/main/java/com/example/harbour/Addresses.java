package com.example.harbour;

import io.pilothouse.spi.StartupException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads addresses that an operator wrote. */
final class Addresses {
    private Addresses() {}

    static URI web(String setting, String text) throws StartupException {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            throw new StartupException(setting + " is no address: " + malformed.getReason(), malformed);
        }
        throw new StartupException(setting + " must be an address such as https://host.example.com/path");
    }
}
