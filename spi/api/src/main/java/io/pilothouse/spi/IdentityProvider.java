package io.pilothouse.spi;

/**
 * Tells who the holder of a credential is: asks a webhook, verifies a token of an OpenID provider, an assertion, a document of
 * a workload, or looks into a directory.
 */
public interface IdentityProvider extends Component {
    /**
     * Verifies one credential.
     *
     * <p>Threads: many at once, of its own; it may block. Order: none; the same credential may come twice. Failure: whatever
     * is no clear yes is one of the other verdicts. What the sender of a credential can bring about must not be
     * {@link Verdict.Unavailable}, or bad credentials could make the kernel leave the provider alone. A throw, and no answer
     * before the kernel's deadline (then the thread is interrupted), count as unavailable. The kernel stops asking for a while
     * after many of those. Nobody is let in without {@link Verdict.Verified}.
     */
    Verdict verify(Credential credential);

    /** Makes identity providers of one type. */
    non-sealed interface Factory extends ComponentFactory<IdentityProvider> {}
}
