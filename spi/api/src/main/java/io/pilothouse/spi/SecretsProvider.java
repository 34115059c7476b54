package io.pilothouse.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * Knows secrets by their keys. Where the registry takes a secret as a setting, {@code secret:TYPE:KEY} asks the provider of
 * that type instead.
 *
 * <p>It is created before every other component, only when a setting refers to it, and closed when all settings are resolved.
 */
public interface SecretsProvider extends Component {
    /**
     * Finds a secret.
     *
     * <p>Threads: one. Order: between creation and {@link #close}, at the start of the registry, which waits for it. Failure:
     * {@link IOException} when it cannot tell, with a text that says what the operator should change and nothing of the
     * secret; the registry then does not start.
     *
     * @param key what stands behind the type in the reference; not empty
     * @return the secret; empty when there is none with this key, which also stops the start
     */
    Optional<Secret> resolve(String key) throws IOException;

    /** Makes providers of one type. */
    non-sealed interface Factory extends ComponentFactory<SecretsProvider> {}
}
