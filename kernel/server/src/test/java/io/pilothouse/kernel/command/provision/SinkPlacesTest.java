package io.pilothouse.kernel.command.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.model.Integration;
import io.pilothouse.protocol.NetworkId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkPlacesTest {
    /** Sinks as {@code type@url}; those that are there as {@code number=type@url}. */
    @ParameterizedTest
    @CsvSource(delimiter = ':', nullValues = "-", value = {
        // Nothing was there.
        "-:a@1 b@2:0 1",
        // Whoever stays has its own place, wherever it stands.
        "0=a@1 1=b@2:b@2:1", "0=a@1 1=b@2:b@2 a@1:1 0", "0=b@2:a@1 b@2:1 0", "1=b@2:b@2 b@2:1 0",
        // Two alike are told apart by their order.
        "0=a@1 1=a@1:a@1 a@1:0 1",
        // Another address is the same sink edited: of its own type if there is one, or any that would go.
        "0=a@1:a@9:0", "0=a@1 1=b@2:b@9:1", "0=a@1 1=b@2:b@2 c@3:1 0", "0=a@1 1=a@2 2=a@3:a@1 a@9 a@3:0 1 2",
        // Free numbers are used again.
        "1=a@1 3=b@2:a@1 b@2 c@3 d@4:1 3 0 2"})
    void whoeverStaysKeepsItsPlace(String there, String wanted, String numbers) {
        List<Integration> before = new ArrayList<>();
        for (String one : there == null ? new String[0] : there.split(" ")) {
            String[] parts = one.split("[=@]");
            before.add(new Integration(new Integration.Place(Integration.Kind.WEBHOOK, NetworkId.BACKBONE,
                    Integer.parseInt(parts[0])), parts[1], Map.of("url", parts[2]), Map.of(), NetworkId.BACKBONE, 1));
        }
        List<SinkPlaces.Address> addresses = Arrays.stream(wanted.split(" ")).map(one -> one.split("@"))
                .map(parts -> new SinkPlaces.Address(parts[0], parts[1])).toList();
        assertEquals(numbers, SinkPlaces.numbers(before, addresses).stream().map(String::valueOf)
                .collect(Collectors.joining(" ")));
    }
}
