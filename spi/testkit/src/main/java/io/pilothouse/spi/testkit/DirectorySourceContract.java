package io.pilothouse.spi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilothouse.spi.DirectoryEntry;
import io.pilothouse.spi.DirectorySource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every directory source keeps: a list is whole, or there is none. */
public abstract class DirectorySourceContract extends ComponentContract<DirectorySource> {
    /** For extending it. */
    protected DirectorySourceContract() {}

    @Override
    protected abstract DirectorySource.Factory factory();

    /** Puts these people into the directory. */
    protected abstract void fill(Receiver system, List<DirectoryEntry> people) throws Exception;

    /** Whether the directory is spoken to by HTTP; faults of HTTP are left out otherwise. */
    protected boolean overHttp() {
        return true;
    }

    @Override
    protected void use(DirectorySource component) throws Exception {
        fill(receiver(), people(3));
        component.list();
    }

    private static List<DirectoryEntry> people(int count) {
        List<DirectoryEntry> people = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            people.add(new DirectoryEntry("person-" + each + "@example.net", "Person " + each, each % 3 == 0, List.of(),
                    Map.of()));
        }
        return people;
    }

    @Test
    final void contractTheListIsWhole() throws Exception {
        for (int count : new int[]{0, 1, 2_500}) {
            fill(receiver(), people(count));
            DirectorySource source = component();
            List<DirectoryEntry> listed = within(DEADLINE, source::list);
            Set<String> ids = listed.stream().map(DirectoryEntry::externalId).collect(Collectors.toSet());
            assertEquals(people(count).stream().map(DirectoryEntry::externalId).collect(Collectors.toSet()), ids);
            assertEquals(count, listed.size(), "nobody is listed twice");
            assertEquals((count + 2) / 3, listed.stream().filter(DirectoryEntry::disabled).count());
        }
    }

    @TestFactory
    final List<DynamicTest> contractAFaultIsNoShorterList() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : overHttp() ? Fault.values() : new Fault[0]) {
            tests.add(DynamicTest.dynamicTest(fault.name(), () -> {
                fill(receiver(), people(3));
                DirectorySource source = component();
                receiver().fails(fault);
                try {
                    IOException clear = assertThrows(IOException.class,
                            () -> within(Duration.ofSeconds(60), source::list));
                    assertFalse(clear.getMessage() == null || clear.getMessage().isBlank(),
                            "a failure that tells nothing");
                } finally {
                    receiver().recovers();
                }
            }));
        }
        return tests;
    }
}
