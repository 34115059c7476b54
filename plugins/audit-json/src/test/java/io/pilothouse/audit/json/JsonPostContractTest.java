package io.pilothouse.audit.json;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Received;
import io.pilothouse.spi.testkit.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class JsonPostContractTest extends AuditExporterContract {
    @Override
    protected AuditExporter.Factory factory() {
        return new JsonExportFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/audit").toString(), "token", "t-1", "timeout", "1s");
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return Lines.ids(system.received().stream().map(Received::text).toList());
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        return Lines.externalId(system.received().stream().map(Received::text).toList(), id);
    }
}
