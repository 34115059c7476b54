package io.pilothouse.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilothouse.kernel.command.node.LookupHandler;
import io.pilothouse.kernel.command.node.SetHostnameHandler;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Principal;
import io.pilothouse.kernel.state.BeaconTable;
import io.pilothouse.protocol.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandBenchTest {
    private final CommandBench bench = new CommandBench(
            List.of(new LookupHandler(new BeaconTable()), new SetHostnameHandler()));

    CommandBenchTest() {
        Node node = Node.fresh(NodeId.of(1), GoldenKey.of(1).publicKey(), bench.now());
        bench.commit(Decision.reply(null, new Principal.Registry()).change(new Change.NodePut(node)));
    }

    @Test
    void hasTheKeysOfTheRecordings() {
        assertEquals("rIwn5Nxq5hqW+G1dWokQo/H4d/qvcny9cVwfO9NFeZk=", GoldenKey.of(1).publicKey().base64());
    }

    @Test
    void runsASignedMutationAndShowsItToReaders() {
        bench.signed(1, "set_hostname", "node_id", 1, "hostname", "alpha").is("node_id", 1, "hostname", "alpha");
        assertEquals("alpha", bench.send("lookup", "node_id", 1).message().text("hostname"));
        assertEquals(List.of("hostname.changed{node_id=1, old_hostname=, new_hostname=alpha}"), bench.events(1));
    }

    @Test
    void givesTheTextOfARefusal() {
        bench.signed(2, "set_hostname", "node_id", 1, "hostname", "alpha").refused("signature verification failed");
        bench.send("set_hostname", "node_id", 9).refused("node 9: node not found");
    }
}
