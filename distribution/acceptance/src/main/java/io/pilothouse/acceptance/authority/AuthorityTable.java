package io.pilothouse.acceptance.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file {@code authorisation.tsv}: one line per command, or per variant of one, with 18 cells: the nine proofs for an
 * enterprise network, then for one that is none, where {@code =} stands for the same again.
 */
public record AuthorityTable(List<Row> rows) {
    private static final String FILE = "authorisation.tsv";

    public AuthorityTable {
        rows = List.copyOf(rows);
    }

    /**
     * One line.
     *
     * @param name the command, with a slash and the variant if it is one
     * @param enterprise the cells for an enterprise network
     * @param plain the cells for another network
     */
    public record Row(String name, List<Expected> enterprise, List<Expected> plain) {
        public Row {
            enterprise = List.copyOf(enterprise);
            plain = List.copyOf(plain);
        }

        /** The value of {@code type} in the request. */
        public String command() {
            int slash = name.indexOf('/');
            return slash < 0 ? name : name.substring(0, slash);
        }

        /** Whether it is denied to everybody but the holder of the global token. */
        public boolean operatorsOnly() {
            return enterprise.subList(0, enterprise.size() - 1).stream().allMatch(new Expected.Denied()::equals)
                    && !enterprise.getLast().equals(new Expected.Denied());
        }

        /** What is to come of it. */
        public Expected cell(Column column, boolean inEnterprise) {
            return (inEnterprise ? enterprise : plain).get(List.of(Column.values()).indexOf(column));
        }
    }

    /** Reads the file; fails on a line that is not understood. */
    public static AuthorityTable load() {
        try (InputStream in = AuthorityTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not beside " + AuthorityTable.class.getName());
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuthorityTable parse(String text) {
        List<Row> rows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\t", -1);
            int proofs = Column.values().length;
            if (parts.length != 1 + 2 * proofs || !names.add(parts[0])) {
                throw new IllegalStateException(FILE + ":" + number + ": expected a command that is not there yet and "
                        + 2 * proofs + " cells, got " + (parts.length - 1) + " for " + parts[0]);
            }
            List<Expected> cells = new ArrayList<>();
            for (int i = 0; i < 2 * proofs; i++) {
                String cell = parts[1 + i];
                int at = i;
                int line1 = number;
                cells.add(cell.equals("=") && i >= proofs
                        ? cells.get(i - proofs)
                        : Expected.parse(cell).orElseThrow(() -> new IllegalStateException(FILE + ":" + line1
                                + ": cell " + (at + 1) + " must be ok, denied, gated, refused:TEXT or, in the second"
                                + " half, =; it is \"" + cell + "\"")));
            }
            rows.add(new Row(parts[0], cells.subList(0, proofs), cells.subList(proofs, 2 * proofs)));
        }
        return new AuthorityTable(rows);
    }
}
