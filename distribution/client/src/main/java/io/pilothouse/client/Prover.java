package io.pilothouse.client;

import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.WireBase64;
import io.pilothouse.protocol.command.Command;
import io.pilothouse.protocol.command.Heartbeat;
import io.pilothouse.protocol.command.Lookup;
import io.pilothouse.protocol.command.Proof;
import io.pilothouse.protocol.command.Register;
import io.pilothouse.protocol.command.Request;
import io.pilothouse.protocol.command.Resolve;
import io.pilothouse.protocol.command.Seal;
import io.pilothouse.protocol.wire.Seals;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** Adds to a command what proves that it may be asked. Thread-safe. */
final class Prover {
    private static final int NONCE = 16;

    private final Optional<Signer> signer;
    private final String adminToken;
    private final Optional<String> registry;
    private final SealClock clock;
    private final SecureRandom random = new SecureRandom();

    Prover(Optional<Signer> signer, String adminToken, Optional<String> registry, SealClock clock) {
        this.signer = signer;
        this.adminToken = adminToken;
        this.registry = registry;
        this.clock = clock;
    }

    /** Called anew for each sending, because a seal is good for one. */
    Request prove(Command command) {
        // Where nobody asks for the token it does not travel.
        String token = switch (command) {
            case Register _,Heartbeat _,Lookup _,Resolve _ -> "";
            default -> adminToken;
        };
        Request open = new Request(command, new Proof("", token, Optional.empty()), NodeId.NONE);
        if (signer.isEmpty()) {
            return open;
        }
        if (registry.isPresent() && seals(signer.get(), command)) {
            // No plain signature beside a seal: it could be sent again by whoever sees it.
            return seal(signer.get(), open, registry.get());
        }
        String text = signedText(signer.get(), command);
        if (text.isEmpty()) {
            return open;
        }
        byte[] signature = signer.get().sign(text.getBytes(StandardCharsets.UTF_8));
        return new Request(command, new Proof(WireBase64.encode(signature), token, Optional.empty()), NodeId.NONE);
    }

    private static String signedText(Signer signer, Command command) {
        if (command instanceof Register register) {
            return holdsKeyOf(signer, register) ? register.registrationText() : "";
        }
        return !signer.node().none() && command.signer().equals(signer.node()) ? command.signedText() : "";
    }

    private static boolean seals(Signer signer, Command command) {
        if (command instanceof Register register) {
            return holdsKeyOf(signer, register);
        }
        return !signer.node().none() && (command.signer().none() || command.signer().equals(signer.node()));
    }

    private static boolean holdsKeyOf(Signer signer, Register register) {
        try {
            return PublicKey.parse(register.publicKey()).equals(signer.publicKey());
        } catch (IllegalArgumentException notAKey) {
            return false;
        }
    }

    private Request seal(Signer sealing, Request open, String registryId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        NodeId node = open.command() instanceof Register ? NodeId.NONE : sealing.node();
        Seal draft = new Seal(node, registryId, clock.millis(), WireBase64.encode(nonce), "", new byte[0]);
        return Seals.seal(open, draft, sealing::sign);
    }
}
