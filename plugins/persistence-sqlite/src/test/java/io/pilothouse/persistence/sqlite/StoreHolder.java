package io.pilothouse.persistence.sqlite;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that appends to a store until it is killed, and says what was acknowledged. */
final class StoreHolder {
    private StoreHolder() {}

    public static void main(String[] arguments) throws IOException {
        SqliteStore store = Stores.open(Path.of(arguments[0]));
        for (long sequence = store.lastSequence() + 1; sequence < 10_000_000; sequence++) {
            store.append(Stores.batch(sequence, sequence));
            System.out.println(sequence);
            System.out.flush();
        }
    }
}
