package io.pilothouse.acceptance.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a registry is started: its data folder and its options without the leading dashes. The listeners are always free
 * loopback ports.
 *
 * @param environment variables beside those of the caller
 */
public record RegistryOptions(Path data, Map<String, String> options, List<String> flags,
        Map<String, String> environment) {
    /** The global admin token of the recordings. */
    public static final String ADMIN_TOKEN = "adm1n";
    /** The dashboard token of the recordings. */
    public static final String DASHBOARD_TOKEN = "dash1";

    public RegistryOptions {
        options = new LinkedHashMap<>(options);
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /** The recordings' tokens and nothing else. */
    public static RegistryOptions in(Path data) {
        return new RegistryOptions(data, Map.of(), List.of(), Map.of()).with("admin-token", ADMIN_TOKEN).with(
                "dashboard-token",
                DASHBOARD_TOKEN);
    }

    /** With an option set. */
    public RegistryOptions with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new RegistryOptions(data, more, flags, environment);
    }

    /** With an option left out. */
    public RegistryOptions without(String option) {
        Map<String, String> fewer = new LinkedHashMap<>(options);
        fewer.remove(option);
        return new RegistryOptions(data, fewer, flags, environment);
    }

    /** With words of the command line as they are. */
    public RegistryOptions flagged(String... words) {
        List<String> more = new ArrayList<>(flags);
        more.addAll(List.of(words));
        return new RegistryOptions(data, options, more, environment);
    }

    /** With a variable of the environment. */
    public RegistryOptions withVariable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new RegistryOptions(data, options, flags, more);
    }

    /** With the clock of a test instead of the computer's. */
    public RegistryOptions at(FakeClock clock) {
        return new RegistryOptions(data, options, flags, clock.environment());
    }

    List<String> words() {
        List<String> words = new ArrayList<>(
                List.of("serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--data", data.toString()));
        options.forEach((option, value) -> {
            words.add("--" + option);
            words.add(value);
        });
        words.addAll(flags);
        return words;
    }
}
