package io.pilothouse.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Integration;
import io.pilothouse.kernel.model.Network;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.NetworkId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final SecretBox OLD = new SecretBox(List.of(key(1)));
    private static final SecretBox BOTH = new SecretBox(List.of(key(2), key(1)));
    private static final SecretBox NEW = new SecretBox(List.of(key(2)));

    private static byte[] key(int value) {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        Arrays.fill(key, (byte) value);
        return key;
    }

    @Property(tries = 200)
    void whatIsSealedOpensForItsPurposeAlone(@ForAll @NotEmpty String clear, @ForAll String purpose) {
        SealedSecret sealed = OLD.seal(clear, purpose);
        String back = new String(clear.getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
        assertEquals(Optional.of(back), OLD.open(sealed, purpose));
        assertEquals(Optional.empty(), OLD.open(sealed, purpose + "x"));
        assertEquals(sealed, OLD.seal(clear, purpose), "a replayed decision seals alike");
        assertTrue(OLD.matches(sealed, purpose, clear));
        assertFalse(OLD.matches(sealed, purpose, clear + "x"));
    }

    @Test
    void aChangedTextDoesNotOpen() {
        String sealed = OLD.seal("s3cret", "a").text();
        for (int at = SealedSecret.MARK.length(); at < sealed.length(); at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            SealedSecret changed = new SealedSecret(sealed.substring(0, at) + other + sealed.substring(at + 1));
            // The last character holds bits that no byte has.
            assertTrue(at == sealed.length() - 1 || OLD.open(changed, "a").isEmpty(), "at " + at);
        }
        for (int end = SealedSecret.MARK.length(); end < sealed.length() - 1; end++) {
            assertEquals(Optional.empty(), OLD.open(new SealedSecret(sealed.substring(0, end)), "a"), "cut at " + end);
        }
    }

    @Test
    void noTwoPurposesOrSecretsShareANonce() {
        Set<String> nonces = new HashSet<>();
        for (int number = 0; number < 500; number++) {
            String text = OLD.seal("s" + number % 25, "p" + number / 25).text();
            assertTrue(nonces.add(text.substring(text.lastIndexOf(':') + 1).substring(0, 16)));
        }
    }

    @Test
    void theFirstKeySealsAndAllOpen() {
        SealedSecret before = OLD.seal("s", "a");
        assertEquals(Optional.of("s"), BOTH.open(before, "a"));
        assertNotEquals(before, BOTH.seal("s", "a"));
        assertEquals(NEW.seal("s", "a"), BOTH.seal("s", "a"));
        assertEquals(Optional.empty(), NEW.open(before, "a"));
        assertTrue(NEW.missingKey(before).isPresent());
        assertEquals(Optional.empty(), BOTH.missingKey(before));
    }

    @Test
    void noSecretEqualsNothing() {
        assertEquals(SealedSecret.NONE, OLD.seal("", "a"));
        assertFalse(OLD.matches(SealedSecret.NONE, "a", ""));
        assertFalse(OLD.matches(OLD.seal("s", "a"), "a", ""));
    }

    @Test
    void factsOfEarlierReleasesAndKeysAreSealedAgain() {
        Network clear = Network.backbone(1).withTokens(new SealedSecret("join"), OLD.seal("admin",
                Network.backbone(1).adminTokenPurpose()));
        Change.NetworkPut put = (Change.NetworkPut) BOTH.protect(new Change.NetworkPut(clear));
        assertTrue(NEW.matches(put.network().token(), clear.tokenPurpose(), "join"));
        assertTrue(NEW.matches(put.network().adminToken(), clear.adminTokenPurpose(), "admin"));
        assertEquals(put, BOTH.protect(put));
        Integration.Place place = Integration.Place.global(Integration.Kind.AUDIT_EXPORT);
        Integration sink = new Integration(place, "json", Map.of(), Map.of("token", new SealedSecret("t")),
                NetworkId.BACKBONE, 1);
        Change.IntegrationPut sealed = (Change.IntegrationPut) BOTH.protect(new Change.IntegrationPut(sink));
        assertTrue(NEW.matches(sealed.integration().secrets().get("token"), place.purpose("token"), "t"));
    }

    @Test
    void aKeyHasItsLength() {
        assertThrows(IllegalArgumentException.class, () -> new SecretBox(List.of(new byte[16])));
        assertThrows(IllegalArgumentException.class, () -> new SecretBox(List.of()));
    }
}
