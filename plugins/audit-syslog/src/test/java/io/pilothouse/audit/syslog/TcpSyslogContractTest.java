package io.pilothouse.audit.syslog;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class TcpSyslogContractTest extends AuditExporterContract {
    private FrameReceiver frames;

    @BeforeEach
    void listen() throws Exception {
        frames = new FrameReceiver();
    }

    @AfterEach
    void end() throws Exception {
        frames.close();
    }

    @Override
    protected AuditExporter.Factory factory() {
        return new SyslogFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver none) {
        return Map.of("url", "tcp://127.0.0.1:" + frames.port(), "timeout", "5s");
    }

    @Override
    protected boolean overHttp() {
        return false;
    }

    private List<CefLine> lines() {
        return frames.messages().stream().map(each -> CefLine.parse(each.substring(each.indexOf("CEF:")))).toList();
    }

    @Override
    protected List<Long> taken(Receiver none) {
        return lines().stream().map(CefLine::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver none, long id) {
        return lines().stream().filter(line -> line.id() == id).findFirst().map(CefLine::externalId);
    }
}
