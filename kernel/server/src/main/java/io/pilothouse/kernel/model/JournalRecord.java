package io.pilothouse.kernel.model;

import java.util.List;

/**
 * One mutation: the change and its audit entry in one record.
 *
 * @param sequence its number
 * @param time when, milliseconds since 1970 UTC
 * @param actor who, and how that was proved
 * @param source address of the connection, {@code local} for the registry itself
 * @param request id of the request, which the debug log names too; empty for the registry itself
 * @param command the command that did it, empty for the registry itself
 * @param outcome empty when it was done; otherwise what was refused and why
 * @param events what happened
 * @param changes what is so from now on
 */
public record JournalRecord(long sequence, long time, Principal actor, String source, String request, String command,
        String outcome, List<AuditEvent> events, List<Change> changes) {
    public JournalRecord {
        actor = actor == null ? new Principal.Anonymous() : actor;
        source = source == null ? "" : source;
        request = request == null ? "" : request;
        command = command == null ? "" : command;
        outcome = outcome == null ? "" : outcome;
        events = events == null ? List.of() : List.copyOf(events);
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** Something that was done, outside of any request. */
    public JournalRecord(long sequence, long time, Principal actor, String source, String command,
            List<AuditEvent> events, List<Change> changes) {
        this(sequence, time, actor, source, "", command, "", events, changes);
    }
}
