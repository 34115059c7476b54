package io.pilothouse.kernel.command.trust;

import io.pilothouse.kernel.access.SignatureEvidence;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.model.Refusal;

/** SIG(node) in the words of the handshake commands. */
final class HandshakeProof {
    private HandshakeProof() {}

    /**
     * Who acts.
     *
     * @param what {@code handshake request} or {@code handshake response}
     */
    static Principal of(Node node, Context context, String what) {
        if (node.key() != null && context.caller().signature() instanceof SignatureEvidence.Absent) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, what + " requires signature");
        }
        if (node.key() != null && context.caller().signature() instanceof SignatureEvidence.Wrong) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, what + " signature verification failed");
        }
        return context.signed(node);
    }
}
