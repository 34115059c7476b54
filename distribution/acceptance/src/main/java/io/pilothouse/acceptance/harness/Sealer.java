package io.pilothouse.acceptance.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seals commands for one registry as {@code sealed-signatures.md} describes it, without the registry's own code: members in
 * order of their names are the canonical form of whatever holds only ASCII texts, whole numbers, flags, arrays and objects.
 *
 * <p><b>Threads:</b> any.
 */
public final class Sealer {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Pattern EARLIEST = Pattern.compile("with a time of at least (\\d+)");

    private final String registry;
    private final long earliest;
    private final SecureRandom random = new SecureRandom();

    private Sealer(String registry, long earliest) {
        this.registry = registry;
        this.earliest = earliest;
    }

    /** For a registry that runs: its id and the earliest time that it accepts are asked. */
    public static Sealer of(Registry registry) {
        try (HttpDoor http = new HttpDoor(registry.http()); WireConnection connection = registry.connect()) {
            String id = MAPPER.readTree(http.fetch("/healthz").body()).path("registry").asText();
            AgentKey probe = AgentKey.of("sealer/probe");
            long node = connection.call(Commands.register(probe)).path("node_id").asLong();
            JsonNode reply = connection
                    .call(new Sealer(id, 0).seal(WireConnection.command("list_networks"), node, probe));
            Matcher told = EARLIEST.matcher(reply.path("error").asText());
            return new Sealer(id, told.find() ? Long.parseLong(told.group(1)) : 0);
        } catch (IOException malformed) {
            throw new IllegalStateException("/healthz is not JSON", malformed);
        }
    }

    /** A copy of a command with a seal by a node's key; node 0 seals a registration. */
    public ObjectNode seal(ObjectNode command, long node, AgentKey key) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        ObjectNode sealed = command.deepCopy();
        ObjectNode seal = sealed.putObject("seal").put("node_id", node).put("registry", registry)
                .put("time", Math.max(System.currentTimeMillis(), earliest))
                .put("nonce", Base64.getEncoder().encodeToString(nonce));
        ObjectNode signed = sealed.deepCopy();
        signed.remove("signature");
        seal.put("signature", key.sign("pilothouse-seal/v1\n" + canonical(signed)));
        return sealed;
    }

    private static String canonical(ObjectNode message) {
        try {
            return MAPPER.writeValueAsString(MAPPER.treeToValue(message, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }
}
