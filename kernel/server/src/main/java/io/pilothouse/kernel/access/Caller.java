package io.pilothouse.kernel.access;

/**
 * Who sends a command, as far as it was checked before the command runs.
 *
 * @param source where it came from
 * @param signature what became of its signature
 * @param adminToken the token it showed, not checked yet; empty when none
 */
public record Caller(Source source, SignatureEvidence signature, String adminToken) {
    /** The registry itself. */
    public static final Caller REGISTRY = new Caller(Source.LOCAL, new SignatureEvidence.Absent(), "");

    @Override
    public String toString() {
        return "Caller[" + source.ip() + ", " + signature + ", adminToken=" + !adminToken.isEmpty() + "]";
    }
}
