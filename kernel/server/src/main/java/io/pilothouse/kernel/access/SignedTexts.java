package io.pilothouse.kernel.access;

import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.Command;
import java.util.Optional;

/** Which of the texts that a command may be signed with was signed. */
final class SignedTexts {
    private SignedTexts() {}

    static SignatureEvidence verify(Command command, byte[] signature, StateView state, SignatureCheck signatures) {
        NodeId signer = command.signer();
        String text = command.signedText();
        Optional<PublicKey> key = Authenticator.keyOf(signer, state);
        if (text.isEmpty() || key.isEmpty()) {
            return new SignatureEvidence.Wrong();
        }
        if (signatures.verify(key.get(), Authenticator.bytes(text), signature)) {
            return new SignatureEvidence.Verified(signer, key.get(), SignatureEvidence.Form.LEGACY);
        }
        return new SignatureEvidence.Wrong();
    }
}
