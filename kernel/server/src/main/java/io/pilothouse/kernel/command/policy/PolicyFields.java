package io.pilothouse.kernel.command.policy;

import io.pilothouse.kernel.model.NetworkPolicy;
import io.pilothouse.kernel.model.Refusal;
import io.pilothouse.protocol.Label;
import io.pilothouse.protocol.command.SetNetworkPolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code set_network_policy} makes of its fields ({@code commands-enterprise.md} 3.1): those of the right JSON type
 * replace, others are ignored, and one that is out of range refuses all.
 */
final class PolicyFields {
    private static final int MOST_MEMBERS = 10_000;
    private static final int MOST_PORTS = 100;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_DESCRIPTION = 256;

    private PolicyFields() {}

    static NetworkPolicy merge(NetworkPolicy before, SetNetworkPolicy command, int members) {
        int maxMembers = command.maxMembers().orElse(null) instanceof Double number
                ? maxMembers(number, members)
                : before.maxMembers();
        List<Integer> ports = command.allowedPorts().orElse(null) instanceof List<?> list
                ? ports(list)
                : before.allowedPorts();
        String description = command.description().orElse(null) instanceof String text
                ? description(text)
                : before.description();
        return new NetworkPolicy(maxMembers, ports, description);
    }

    private static int maxMembers(double number, int members) {
        if (number != Math.rint(number) || number < 0 || number > MOST_MEMBERS) {
            throw new Refusal(Refusal.Code.INVALID, "invalid max_members (must be integer 0-10000)");
        }
        int most = (int) number;
        if (most > 0 && most < members) {
            throw new Refusal(Refusal.Code.CONFLICT,
                    "cannot set max_members to " + most + ": network already has " + members + " members");
        }
        return most;
    }

    private static List<Integer> ports(List<?> list) {
        if (list.size() > MOST_PORTS) {
            throw new Refusal(Refusal.Code.LIMIT, "too many allowed_ports (max 100)");
        }
        Set<Integer> ports = new LinkedHashSet<>();
        for (Object element : list) {
            if (!(element instanceof Double number) || number != Math.rint(number) || number < 1
                    || number > LAST_PORT) {
                throw new Refusal(Refusal.Code.INVALID,
                        "invalid port number in allowed_ports (must be integer 1-65535)");
            }
            ports.add(number.intValue());
        }
        return new ArrayList<>(ports);
    }

    private static String description(String text) {
        if (Label.utf8Length(text) > LONGEST_DESCRIPTION) {
            throw new Refusal(Refusal.Code.INVALID, "policy description too long (max 256 chars)");
        }
        return text;
    }
}
