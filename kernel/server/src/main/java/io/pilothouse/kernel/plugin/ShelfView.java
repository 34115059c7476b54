package io.pilothouse.kernel.plugin;

import java.util.ArrayList;
import java.util.List;

/**
 * The shelf as its last change has left it, for who only looks.
 *
 * <p>Threads: {@link #publish} one at a time; {@link #report} any, and it never waits.
 */
final class ShelfView {
    private final Changeover changeover;
    private volatile List<Row> rows = List.of();

    /** One plugin; {@code source} and {@code loaded} are null where there is none. */
    private record Row(PluginSource source, PluginReport.State state, LoadedVersion loaded, String name,
            String reason) {}

    ShelfView(Changeover changeover) {
        this.changeover = changeover;
    }

    /** Shows what is there now. */
    void publish(ShelfContents contents, ShelfBook book) {
        List<Row> fresh = new ArrayList<>();
        for (Slot slot : contents.slots()) {
            slot.source().ifPresent(source -> fresh.add(new Row(source, state(slot, contents),
                    slot.loaded().orElse(null), slot.id(), slot.trouble())));
        }
        book.refusals().forEach((name, reason) -> {
            if (fresh.stream().noneMatch(row -> row.name().equals(name))) {
                fresh.add(new Row(null, PluginReport.State.REFUSED, null, name, reason));
            }
        });
        rows = List.copyOf(fresh);
    }

    private static PluginReport.State state(Slot slot, ShelfContents contents) {
        if (slot.loaded().isPresent()) {
            return PluginReport.State.LOADED;
        }
        if (contents.disabled().contains(slot.id())) {
            return PluginReport.State.DISABLED;
        }
        return slot.trouble().isEmpty() ? PluginReport.State.IDLE : PluginReport.State.REFUSED;
    }

    /** How all plugins are doing, and versions of them that are being left. */
    List<PluginReport> report() {
        List<PluginReport> reports = new ArrayList<>();
        for (Row row : rows) {
            reports.add(row.source() == null
                    ? PluginReport.unreadable(row.name(), row.reason())
                    : PluginReport.of(row.source(), row.state(), row.loaded(), row.reason()));
        }
        changeover.draining().forEach(
                each -> reports.add(PluginReport.of(each.source(), PluginReport.State.DRAINING, each, "")));
        return reports;
    }
}
