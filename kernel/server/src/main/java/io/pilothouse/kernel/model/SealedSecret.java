package io.pilothouse.kernel.model;

/**
 * A secret as the journal, snapshots and memory hold it: encrypted. Records of earlier releases hold clear texts, which are
 * still understood; nothing writes them any more.
 *
 * @param text the cipher text with the name of its form and key, or a clear text, or empty for no secret
 */
public record SealedSecret(String text) {
    /** What a cipher text begins with; what else is there belongs to who sealed it. */
    public static final String MARK = "sealed:";
    /** No secret. */
    public static final SealedSecret NONE = new SealedSecret("");

    public SealedSecret {
        text = text == null ? "" : text;
    }

    /** Whether there is no secret. */
    public boolean none() {
        return text.isEmpty();
    }

    /** Whether it is encrypted. */
    public boolean sealed() {
        return text.startsWith(MARK);
    }

    /** Neither form belongs into a log. */
    @Override
    public String toString() {
        return none() ? "SealedSecret[none]" : "SealedSecret[set]";
    }
}
