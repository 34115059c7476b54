package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.pilothouse.kernel.model.Change;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.PackedInput;
import io.pilothouse.kernel.model.PackedOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a snapshot: the number of its format, then facts, each with its kind. Nodes, of which there are a million, are
 * packed; every other fact is a block of JSON text, as it stands in the journal.
 */
final class PackedPiece {
    private static final int FORMAT = 1;
    private static final int JSON = 0;
    private static final int NODE = 1;
    private static final int ROOM_PER_FACT = 160;

    private static final ObjectWriter WRITER = ModelJson.MAPPER.writerFor(Change.class);
    private static final ObjectReader READER = ModelJson.MAPPER.readerFor(Change.class);

    private PackedPiece() {}

    static byte[] write(List<Change> facts) {
        PackedOutput out = new PackedOutput(1 + facts.size() * ROOM_PER_FACT).octet(FORMAT);
        for (Change fact : facts) {
            if (fact instanceof Change.NodePut(Node node) && node.packable()) {
                node.packTo(out.octet(NODE));
            } else {
                try {
                    out.octet(JSON).block(WRITER.writeValueAsBytes(fact));
                } catch (IOException defect) {
                    throw new UncheckedIOException("a model value could not be written as JSON", defect);
                }
            }
        }
        return out.bytes();
    }

    static List<Change> read(byte[] bytes, int from) throws IOException {
        PackedInput in = new PackedInput(bytes, from);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IOException("its format is " + format + " but this version reads " + FORMAT);
        }
        List<Change> facts = new ArrayList<>((bytes.length - from) / ROOM_PER_FACT);
        while (in.more()) {
            int kind = in.octet();
            facts.add(switch (kind) {
                case NODE -> new Change.NodePut(Node.unpack(in));
                case JSON -> READER.readValue(in.block());
                default -> throw new IOException("it has a fact of kind " + kind);
            });
        }
        return facts;
    }
}
