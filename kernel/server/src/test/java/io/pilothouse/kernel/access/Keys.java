package io.pilothouse.kernel.access;

import java.util.List;

/** Keys of the tests. */
public final class Keys {
    public static final SecretBox SECRETS = new SecretBox(List.of(new byte[SecretBox.KEY_BYTES]));

    private Keys() {}
}
