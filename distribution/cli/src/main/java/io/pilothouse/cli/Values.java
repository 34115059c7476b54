package io.pilothouse.cli;

import io.pilothouse.client.Server;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NodeAddress;
import io.pilothouse.protocol.NodeId;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How words of the command line become values. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|)");

    private Values() {}

    static void register(CommandLine line) {
        line.registerConverter(NodeId.class, Values::node);
        line.registerConverter(NetworkId.class, Values::network);
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(Server.class, Values::server);
    }

    private static NodeId node(String text) {
        NodeId node = NodeAddress.parse(text).map(NodeAddress::node).orElse(NodeId.NONE);
        if (node.none() && text.matches("\\d{1,10}") && Long.parseLong(text) <= 0xFFFF_FFFFL) {
            node = NodeId.of(Long.parseLong(text));
        }
        if (node.none()) {
            throw new TypeConversionException(
                    "a node is a number, 1 to 4294967295, or an address such as 0:0000.0000.0001, not '" + text + "'");
        }
        return node;
    }

    private static NetworkId network(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 0xFFFF) {
            throw new TypeConversionException("a network is a number, 0 to 65535, not '" + text + "'");
        }
        return NetworkId.of(Integer.parseInt(text));
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException(
                    "a time limit is a number with s, ms or m, such as 5s, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static Server server(String text) {
        try {
            return Server.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
