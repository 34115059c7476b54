package io.pilothouse.spi;

/**
 * Tells who the holder of a credential is: asks a webhook, verifies a token of an OpenID provider, an assertion, a document of
 * a workload, or looks into a directory.
 */
public interface IdentityProvider extends Component {
    /**
     * Verifies one credential.
     *
     * <p>Threads: many at once, virtual ones; it may block. Order: none; the same credential may come twice. Failure: whatever
     * is no clear yes is {@link Verdict.Rejected} or {@link Verdict.Unavailable}; a throw, and no answer before the kernel's
     * deadline (then the thread is interrupted), count as unavailable. The kernel stops asking for a while after many of those.
     * Nobody is let in without {@link Verdict.Verified}.
     */
    Verdict verify(Credential credential);

    /** Makes identity providers of one type. */
    non-sealed interface Factory extends ComponentFactory<IdentityProvider> {}
}
