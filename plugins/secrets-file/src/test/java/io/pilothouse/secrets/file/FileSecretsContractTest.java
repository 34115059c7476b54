package io.pilothouse.secrets.file;

import io.pilothouse.spi.SecretsProvider;
import io.pilothouse.spi.testkit.Receiver;
import io.pilothouse.spi.testkit.SecretsProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class FileSecretsContractTest extends SecretsProviderContract {
    @Override
    protected SecretsProvider.Factory factory() {
        return new FileSecretsFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) throws IOException {
        Path secrets = Files.createDirectories(folder().resolve("secrets"));
        for (Map.Entry<String, String> each : known().entrySet()) {
            Path file = secrets.resolve(each.getKey());
            Files.writeString(file, each.getValue() + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return Map.of("folder", secrets.toString());
    }

    @Override
    protected Map<String, String> known() {
        return Map.of("registry-key", "a-secret-of-a-file", "dashboard.token", "another one, with = and ä");
    }
}
