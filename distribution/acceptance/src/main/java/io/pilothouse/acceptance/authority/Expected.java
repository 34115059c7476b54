package io.pilothouse.acceptance.authority;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a cell of the table says is to come of a request. */
public sealed interface Expected {
    /** The command's success reply. */
    record Ok() implements Expected {}

    /** A refusal for lack of authority, in the words of the protocol's pages. */
    record Denied() implements Expected {}

    /** The refusal of a network without the enterprise features. */
    record Gated() implements Expected {}

    /** Another refusal that is told to whoever has the authority. */
    record Refused(String part) implements Expected {}

    /** Every text of the pages by which authority is refused. */
    List<Pattern> DENIALS = List.of(Pattern.compile("^invalid admin token$"),
            Pattern.compile("^set_network_enterprise requires admin token$"),
            Pattern.compile("^signature required for authenticated node$"),
            Pattern.compile("^signature verification failed(: it must cover rotate:<node_id>:<new_public_key>)?$"),
            Pattern.compile("^rotate_key requires a valid signature$"), Pattern.compile("^missing signature$"),
            Pattern.compile("^handshake (request|response) (requires signature|signature verification failed)$"),
            Pattern.compile("^rbac: node_id required for role-based authorization$"),
            Pattern.compile("^rbac: node \\d+ has no role in network \\d+$"),
            Pattern.compile("^rbac: node \\d+ has role \"(admin|member)\", requires one of \\[owner( admin)?]$"),
            Pattern.compile("^rbac: inviter \\d+ has role \"member\", requires owner or admin$"),
            Pattern.compile("^inviter \\d+ is not a member of network \\d+$"),
            Pattern.compile("^listing backbone nodes is not permitted \\(use lookup with a specific node_id\\)$"),
            Pattern.compile("^registration: signature verification failed$"),
            Pattern.compile("^node \\d+: unsigned registration cannot modify a signature-verified key$"),
            Pattern.compile("^invalid replication token$"),
            Pattern.compile("^sealed signature: (nonce already used; sign again with a new one"
                    + "|the signature does not fit the request|node \\d+ not found, or it has no key"
                    + "|node \\d+ cannot seal what node \\d+ asks for)$"));

    /** Reads a cell: {@code ok}, {@code denied}, {@code gated} or {@code refused:<part of the text>}. */
    static Optional<Expected> parse(String cell) {
        return switch (cell) {
            case "ok" -> Optional.of(new Ok());
            case "denied" -> Optional.of(new Denied());
            case "gated" -> Optional.of(new Gated());
            default -> cell.startsWith("refused:") && cell.length() > "refused:".length()
                    ? Optional.of(new Refused(cell.substring("refused:".length())))
                    : Optional.empty();
        };
    }

    /** Whether a reply is what is expected. */
    default boolean fits(String command, JsonNode reply) {
        String error = reply.path("error").asText();
        boolean refused = reply.path("type").asText().equals("error") && !error.isEmpty();
        return switch (this) {
            case Ok() -> reply.path("type").asText().equals(command + "_ok") && !reply.has("error");
            case Denied() -> refused && denial(error);
            case Gated() -> refused && !denial(error)
                    && (error.contains("enterprise feature") || error.contains("requires enterprise network"));
            case Refused(String part) -> refused && !denial(error) && error.contains(part);
        };
    }

    private static boolean denial(String error) {
        return DENIALS.stream().anyMatch(pattern -> pattern.matcher(error).find());
    }
}
