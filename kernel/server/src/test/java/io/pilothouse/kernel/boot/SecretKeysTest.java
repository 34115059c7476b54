package io.pilothouse.kernel.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.access.AccessRules;
import io.pilothouse.kernel.access.AdminToken;
import io.pilothouse.kernel.access.Caller;
import io.pilothouse.kernel.access.SecretBox;
import io.pilothouse.kernel.command.Context;
import io.pilothouse.kernel.command.Decision;
import io.pilothouse.kernel.config.Configuration;
import io.pilothouse.kernel.config.InvalidSettingsException;
import io.pilothouse.kernel.model.AppliedBlueprint;
import io.pilothouse.kernel.model.AuditActionCheck;
import io.pilothouse.kernel.model.AuditEvent;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.kernel.state.LiveState;
import io.pilothouse.kernel.state.Presence;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.spi.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {
    private static final String ONE = key(1);
    private static final String TWO = key(2);

    @TempDir
    private Path data;

    private static String key(int value) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        key[0] = (byte) value;
        return Base64.getEncoder().encodeToString(key);
    }

    private SecretBox find(String... words) throws StartupException, InvalidSettingsException {
        return SecretKeys.find(Configuration.read(List.of(words), Map.of(), data.resolve("none.properties")), data);
    }

    @Test
    void aKeyIsMadeOnceAndForTheOwnerAlone() throws Exception {
        SealedSecret sealed = find().seal("s", "a");
        Path kept = data.resolve("secrets.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
        assertEquals(Optional.of("s"), find().open(sealed, "a"));
    }

    @Test
    void theFirstOfSeveralEncryptsAndAllDecrypt() throws Exception {
        Path file = Files.writeString(data.resolve("keys"), "# new one first\n" + TWO + "\n\n  " + ONE + "\n");
        SealedSecret old = find("--secrets-key", ONE).seal("s", "a");
        SecretBox both = find("--secrets-key-file", file.toString());
        assertEquals(Optional.of("s"), both.open(old, "a"));
        assertEquals(find("--secrets-key", TWO + "," + ONE).seal("s", "a"), both.seal("s", "a"));
        assertEquals(Optional.empty(), find("--secrets-key", TWO).open(old, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "no base64!\n", "c2hvcnQ=\n"})
    void aFileWithoutAKeyStopsTheStart(String content) throws IOException {
        Path file = Files.writeString(data.resolve("keys"), content);
        StartupException refused = assertThrows(StartupException.class,
                () -> find("--secrets-key-file", file.toString()));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertThrows(StartupException.class, () -> find("--secrets-key-file", data.resolve("missing").toString()));
        assertThrows(StartupException.class,
                () -> find("--secrets-key-file", file.toString(), "--secrets-key", ONE));
    }

    @Test
    void whatIsInClearOrUnderAnOldKeyIsEncryptedAtTheStart() throws Exception {
        SecretBox old = find("--secrets-key", ONE);
        SecretBox both = find("--secrets-key", TWO + "," + ONE);
        LiveState state = new LiveState();
        Network backbone = Network.backbone(1);
        state.apply(new Change.NetworkPut(
                backbone.withTokens(new SealedSecret("clear"), old.seal("s", backbone.adminTokenPurpose()))));
        state.apply(new Change.BlueprintPut(new AppliedBlueprint(NetworkId.BACKBONE,
                old.seal("{}", AppliedBlueprint.purpose(NetworkId.BACKBONE)), "f", 1)));
        Context context = new Context(state, Caller.REGISTRY, new AccessRules(AdminToken.of(""), false, both),
                new Presence(), 1);
        Decision decision = Resealing.decide(context);
        AuditActionCheck.check(decision.events());
        assertEquals(List.of("secrets.encrypted"), decision.events().stream().map(AuditEvent::action).toList());
        decision.changes().forEach(state::apply);
        SecretBox alone = find("--secrets-key", TWO);
        assertEquals(Optional.empty(), SecretKeys.trouble(alone, state));
        Network network = state.network(NetworkId.BACKBONE).orElseThrow();
        assertTrue(alone.matches(network.token(), network.tokenPurpose(), "clear"));
        assertTrue(alone.matches(network.adminToken(), network.adminTokenPurpose(), "s"));
        assertEquals(List.of(), Resealing.decide(context).changes());
        assertEquals(List.of(), Resealing.decide(context).events());
    }

    @Test
    void aRegistryWhoseKeyIsGoneDoesNotStart() throws Exception {
        SecretBox box = find("--secrets-key", ONE);
        LiveState state = new LiveState();
        Network backbone = Network.backbone(1);
        state.apply(new Change.NetworkPut(
                backbone.withTokens(new SealedSecret("clear"), box.seal("s", backbone.adminTokenPurpose()))));
        assertEquals(Optional.empty(), SecretKeys.trouble(box, state));
        assertEquals(Optional.empty(), SecretKeys.trouble(find("--secrets-key", TWO + "," + ONE), state));
        String told = SecretKeys.trouble(find("--secrets-key", TWO), state).orElseThrow();
        assertTrue(told.contains("a key that is not there") && told.contains("the first line encrypts"), told);
    }
}
