package io.pilothouse.kernel.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of each entry of the operator's folder, so that nothing is done or said twice. Threads: one at a time. */
final class ShelfBook {
    /** The fingerprint of an entry that is not there any more. */
    static final String GONE = "gone";

    private final Map<String, Page> pages = new HashMap<>();

    /** What is known of an entry; {@code again} tells when a refusal is worth another look, or never. */
    private record Page(String fingerprint, String id, String reason, long again) {}

    private static final long NEVER = -1;

    List<String> entries() {
        return List.copyOf(pages.keySet());
    }

    /** The plugin in an entry, or empty if it is not known. */
    String id(String entry) {
        return pages.containsKey(entry) ? pages.get(entry).id() : "";
    }

    String fingerprint(String entry) {
        return pages.containsKey(entry) ? pages.get(entry).fingerprint() : "";
    }

    /** Whether there is anything to do about an entry with that fingerprint. */
    boolean isNews(String entry, String fingerprint, long generation) {
        Page page = pages.get(entry);
        return page == null || !page.fingerprint().equals(fingerprint)
                || page.again() != NEVER && page.again() != generation;
    }

    /** Whether a refusal is another one than the last. */
    boolean complains(String entry, String reason) {
        Page page = pages.get(entry);
        return page == null || !page.reason().equals(reason);
    }

    void keep(String entry, String fingerprint, String id) {
        pages.put(entry, new Page(fingerprint, id, "", NEVER));
    }

    void refuse(String entry, String fingerprint, String id, PluginRefusal refusal, long generation) {
        pages.put(entry, new Page(fingerprint, id, refusal.getMessage(),
                refusal instanceof DependencyRefusal ? generation : NEVER));
    }

    void forget(String entry) {
        pages.remove(entry);
    }

    /** The entry of a plugin that was refused, by id or, where that is not known, by name; empty when there is none. */
    String entryOf(String name) {
        return pages.entrySet().stream().filter(each -> name(each).equals(name)).map(Map.Entry::getKey).sorted()
                .findFirst().orElse("");
    }

    /** An entry may be called as the plugin in another one, so its name counts only where nothing better is known. */
    private static String name(Map.Entry<String, Page> entry) {
        String id = entry.getValue().id();
        return id.isEmpty() ? entry.getKey() : id;
    }

    /** Why entries are refused, by id or, where that is not known, by name. */
    Map<String, String> refusals() {
        Map<String, String> reasons = new TreeMap<>();
        pages.entrySet().stream().filter(each -> !each.getValue().reason().isEmpty())
                .forEach(each -> reasons.put(name(each), each.getValue().reason()));
        return reasons;
    }
}
