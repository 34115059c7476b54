package io.pilothouse.kernel.access;

/**
 * Who sends a command, as far as it was checked before the command runs.
 *
 * @param source where it came from
 * @param signature what became of its signature
 * @param adminToken the token it showed, not checked yet; empty when none
 * @param identity what an identity provider said
 */
public record Caller(Source source, SignatureEvidence signature, String adminToken, IdentityEvidence identity) {
    /** The registry itself. */
    public static final Caller REGISTRY = new Caller(Source.LOCAL, new SignatureEvidence.Absent(), "");

    /** Somebody about whom no identity provider was asked. */
    public Caller(Source source, SignatureEvidence signature, String adminToken) {
        this(source, signature, adminToken, IdentityEvidence.NONE);
    }

    /** The same with the word of an identity provider. */
    public Caller with(IdentityEvidence evidence) {
        return new Caller(source, signature, adminToken, evidence);
    }

    @Override
    public String toString() {
        return "Caller[" + source.ip() + ", " + signature + ", adminToken=" + !adminToken.isEmpty() + "]";
    }
}
