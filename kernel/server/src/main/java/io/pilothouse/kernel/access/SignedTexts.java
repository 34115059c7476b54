package io.pilothouse.kernel.access;

import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.RotateKey;
import java.util.Optional;

/** Which of the texts that a command may be signed with was signed. */
final class SignedTexts {
    private SignedTexts() {}

    static SignatureEvidence verify(Command command, byte[] signature, StateView state, SignatureCheck signatures) {
        if (command instanceof Register register) {
            return registration(register, signature, signatures);
        }
        NodeId signer = command.signer();
        String text = command.signedText();
        Optional<PublicKey> key = Authenticator.keyOf(signer, state);
        if (text.isEmpty() || key.isEmpty()) {
            return new SignatureEvidence.Wrong();
        }
        if (signatures.verify(key.get(), Authenticator.bytes(text), signature)) {
            return new SignatureEvidence.Verified(signer, key.get(), SignatureEvidence.Form.LEGACY);
        }
        if (command instanceof RotateKey rotation
                && signatures.verify(key.get(), Authenticator.bytes(rotation.shortSignedText()), signature)) {
            return new SignatureEvidence.Verified(signer, key.get(), SignatureEvidence.Form.SHORT);
        }
        return new SignatureEvidence.Wrong();
    }

    /** A registration is signed by the key that it brings. */
    private static SignatureEvidence registration(Register command, byte[] signature, SignatureCheck signatures) {
        PublicKey key;
        try {
            key = PublicKey.parse(command.publicKey());
        } catch (IllegalArgumentException unreadable) {
            return new SignatureEvidence.Wrong();
        }
        return signatures.verify(key, Authenticator.bytes(command.registrationText()), signature)
                ? new SignatureEvidence.Verified(NodeId.NONE, key, SignatureEvidence.Form.LEGACY)
                : new SignatureEvidence.Wrong();
    }
}
