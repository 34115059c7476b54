package io.pilothouse.audit.json;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class JsonFileContractTest extends AuditExporterContract {
    @Override
    protected AuditExporter.Factory factory() {
        return new JsonExportFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver none) {
        return Map.of("url", "file:audit.jsonl");
    }

    @Override
    protected boolean overHttp() {
        return false;
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder())) {
            for (Path file : folders.map(each -> each.resolve("audit.jsonl")).filter(Files::exists).toList()) {
                lines.addAll(List.of(Files.readString(file).split("\n")));
            }
        }
        return lines;
    }

    @Override
    protected List<Long> taken(Receiver none) throws Exception {
        return Lines.ids(lines());
    }

    @Override
    protected Optional<String> text(Receiver none, long id) throws Exception {
        return Lines.externalId(lines(), id);
    }
}
