package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class CefPostContractTest extends AuditExporterContract {
    @Override
    protected AuditExporter.Factory factory() {
        return new SyslogFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("/cef").toString(), "token", "t-1", "timeout", "1s");
    }

    private static List<CefLine> lines(Receiver system) {
        return system.received().stream().map(each -> CefLine.parse(each.text())).toList();
    }

    @Override
    protected List<Long> taken(Receiver system) {
        return lines(system).stream().map(CefLine::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) {
        return lines(system).stream().filter(line -> line.id() == id).findFirst().map(CefLine::externalId);
    }
}
