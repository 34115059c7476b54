package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditEntry;

/**
 * An event as one line of CEF ({@code events-and-exports.md} 5.4), escaped as the format demands.
 *
 * @param full whether it tells what R1 does not, in keys of the CEF dictionary where there are some
 */
record Cef(boolean full) {
    private static final int SEVERE = 6;
    private static final int NOTABLE = 4;
    private static final int USUAL = 3;

    /** 6 for kicks and deletions, 4 for other roles, 3 for the rest. */
    static int severity(String action) {
        if (action.contains("kick") || action.contains("delete")) {
            return SEVERE;
        }
        return action.contains("promote") || action.contains("demote") ? NOTABLE : USUAL;
    }

    String line(AuditEntry entry) {
        String name = header(entry.action());
        StringBuilder out = new StringBuilder("CEF:0|Pilot|Registry|1.0|").append(name).append('|').append(name)
                .append('|').append(severity(entry.action())).append("|dvc=pilot-registry dvchost=registry");
        add(out, "cs1", entry.action());
        add(out, "cs1Label", "action");
        add(out, "cn1", Long.toString(entry.networkId()));
        add(out, "cn1Label", "network_id");
        add(out, "cn2", Long.toString(entry.nodeId()));
        add(out, "cn2Label", "node_id");
        add(out, "msg", entry.details());
        if (full) {
            add(out, "rt", Long.toString(entry.time().toEpochMilli()));
            add(out, "externalId", Long.toString(entry.id()));
            add(out, "suser", entry.actor().name());
            if (!entry.actor().source().equals("local")) {
                add(out, "src", entry.actor().source());
            }
            add(out, "act", entry.request().command());
            add(out, "outcome", entry.request().outcome());
            add(out, "cs2", entry.actor().proof());
            add(out, "cs2Label", "proof");
            add(out, "cn3", Long.toString(entry.proof().leafIndex()));
            add(out, "cn3Label", "leaf_index");
            if (!entry.proof().checkpoint().isEmpty()) {
                add(out, "cs3", entry.proof().checkpoint());
                add(out, "cs3Label", "checkpoint");
            }
        }
        return out.toString();
    }

    private static void add(StringBuilder out, String key, String value) {
        if (!value.isEmpty()) {
            out.append(' ').append(key).append('=').append(value(value));
        }
    }

    private static String header(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", " ").replace("\n", " ");
    }

    /** The bar stays as it is, unlike in R2: strict readers, that of rsyslog for one, take no line with an escaped bar here. */
    private static String value(String text) {
        return text.replace("\\", "\\\\").replace("=", "\\=").replace("\r", "\\r").replace("\n", "\\n");
    }
}
