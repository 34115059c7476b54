package io.pilothouse.identity.oidc;

import io.pilothouse.spi.Verdict;

/** A token is not good; carries the verdict that this leads to. Without a stack trace: bad tokens are no defects. */
final class NotVerified extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    private NotVerified(Verdict verdict, String text) {
        super(text, null, false, false);
        this.verdict = verdict;
    }

    /** It is none that could be judged; whoever sends such tokens says nothing about the issuer's health. */
    static NotVerified malformed(String text) {
        return new NotVerified(new Verdict.Malformed(text), text);
    }

    /** It was judged and is not accepted. */
    static NotVerified rejected(String text) {
        return new NotVerified(new Verdict.Rejected(text), text);
    }

    /** Its issuer cannot be asked for keys. */
    static NotVerified unavailable(String text) {
        return new NotVerified(new Verdict.Unavailable(text), text);
    }

    Verdict verdict() {
        return verdict;
    }
}
