package io.pilothouse.kernel.access;

import io.pilothouse.kernel.state.StateView;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.RotateKey;
import java.util.Optional;

/** Which of the texts that a command may be signed with ({@code wire.md} 8.1) was signed. Threads: any. */
final class SignedTexts {
    private SignedTexts() {}

    static SignatureEvidence verify(Command command, byte[] signature, StateView state, SignatureCheck signatures) {
        return command instanceof Register register
                ? registration(register, signature, signatures)
                : onFile(command, signature, state, signatures);
    }

    /** The key in the message proves only that the client holds it: no node is named. */
    private static SignatureEvidence registration(Register register, byte[] signature, SignatureCheck signatures) {
        Optional<PublicKey> key = keyIn(register);
        if (key.isEmpty() || !holds(signatures, key.get(), register.registrationText(), signature)) {
            return new SignatureEvidence.Wrong();
        }
        return new SignatureEvidence.Verified(NodeId.NONE, key.get(), SignatureEvidence.Form.LEGACY);
    }

    private static SignatureEvidence onFile(Command command, byte[] signature, StateView state,
            SignatureCheck signatures) {
        NodeId signer = command.signer();
        String text = command.signedText();
        Optional<PublicKey> key = Authenticator.keyOf(signer, state);
        if (text.isEmpty() || key.isEmpty()) {
            return new SignatureEvidence.Wrong();
        }
        if (holds(signatures, key.get(), text, signature)) {
            return new SignatureEvidence.Verified(signer, key.get(), SignatureEvidence.Form.LEGACY);
        }
        // Second, so that a text which covers the new key is never taken for the one that does not.
        if (command instanceof RotateKey rotation
                && holds(signatures, key.get(), rotation.shortSignedText(), signature)) {
            return new SignatureEvidence.Verified(signer, key.get(), SignatureEvidence.Form.SHORT);
        }
        return new SignatureEvidence.Wrong();
    }

    /** The key that a registration brings, if it can be read. */
    static Optional<PublicKey> keyIn(Register register) {
        try {
            return Optional.of(PublicKey.parse(register.publicKey()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean holds(SignatureCheck signatures, PublicKey key, String text, byte[] signature) {
        return signatures.verify(key, Authenticator.bytes(text), signature);
    }
}
