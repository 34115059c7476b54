package io.pilothouse.audit.elastic;

import io.pilothouse.spi.AuditExporter;
import io.pilothouse.spi.testkit.AuditExporterContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ElasticContractTest extends AuditExporterContract {
    @Override
    protected AuditExporter.Factory factory() {
        return new ElasticFactory("elastic", Authorization.APIKEY);
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of("url", system.uri("").toString(), "token", "a2V5", "timeout", "1s");
    }

    @Override
    protected void accepts(Receiver system) {
        system.answers(new Cluster()::answer);
    }

    @Override
    protected void refuses(Receiver system) {
        Cluster cluster = new Cluster();
        cluster.trouble(
                event -> "\"status\":400,\"error\":{\"type\":\"document_parsing_exception\",\"reason\":\"no\"}");
        system.answers(cluster::answer);
    }

    @Override
    protected List<Long> taken(Receiver system) throws Exception {
        return Cluster.events(system).stream().map(Cluster.Event::id).toList();
    }

    @Override
    protected Optional<String> text(Receiver system, long id) throws Exception {
        return Cluster.events(system).stream().filter(event -> event.id() == id).findFirst()
                .flatMap(Cluster.Event::externalId);
    }
}
