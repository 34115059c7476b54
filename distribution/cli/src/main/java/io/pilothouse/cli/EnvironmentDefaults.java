package io.pilothouse.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option that is not given takes the value of its environment variable. */
record EnvironmentDefaults(Map<String, String> variables) implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES = Map.of("--server", "PILOTHOUSE_SERVER", "--tls-fingerprint",
            "PILOTHOUSE_TLS_FINGERPRINT", "--tls-ca", "PILOTHOUSE_TLS_CA", "--key", "PILOTHOUSE_KEY", "--node",
            "PILOTHOUSE_NODE", "--timeout", "PILOTHOUSE_TIMEOUT", "--seal", "PILOTHOUSE_SEAL",
            "--plugins", "PILOTHOUSE_PLUGINS");

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && VARIABLES.containsKey(option.longestName())) {
            String value = variables.getOrDefault(VARIABLES.get(option.longestName()), "");
            return value.isEmpty() ? null : value;
        }
        return null;
    }
}
