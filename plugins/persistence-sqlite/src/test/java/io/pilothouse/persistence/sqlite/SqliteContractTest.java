package io.pilothouse.persistence.sqlite;

import io.pilothouse.spi.PersistenceBackend;
import io.pilothouse.spi.testkit.PersistenceContract;
import io.pilothouse.spi.testkit.Receiver;
import java.util.Map;

class SqliteContractTest extends PersistenceContract {
    @Override
    protected PersistenceBackend.Factory factory() {
        return new SqliteFactory();
    }

    @Override
    protected Map<String, String> settings(Receiver system) {
        return Map.of();
    }
}
