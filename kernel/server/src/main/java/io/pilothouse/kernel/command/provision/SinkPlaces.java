package io.pilothouse.kernel.command.provision;

import io.pilothouse.kernel.model.Integration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which of several sinks of a document is which of those that are there. What waits for a sink belongs to its place, so whoever
 * stays keeps its own, wherever in the document it stands now.
 */
final class SinkPlaces {
    /** What tells a sink of a document from others: its type and its address as it is shown. */
    record Address(String type, String url) {}

    private SinkPlaces() {}

    /**
     * A number for each of the wanted, in their order: that of one with the same type and address, else of one with the same type,
     * else of any that would go (it is taken for edited), else the lowest that is free.
     *
     * @param there those of the same kind and scope
     */
    static List<Integer> numbers(Collection<Integration> there, List<Address> wanted) {
        SortedMap<Integer, Integration> left = new TreeMap<>();
        there.forEach(one -> left.put(one.place().number(), one));
        Integer[] numbers = new Integer[wanted.size()];
        assign(wanted, left, numbers,
                (one, address) -> one.type().equals(address.type()) && one.url().equals(address.url()));
        assign(wanted, left, numbers, (one, address) -> one.type().equals(address.type()));
        assign(wanted, left, numbers, (one, address) -> true);
        List<Integer> used = new ArrayList<>(Arrays.asList(numbers));
        for (int index = 0; index < numbers.length; index++) {
            for (int free = 0; numbers[index] == null; free++) {
                if (!used.contains(free)) {
                    numbers[index] = free;
                    used.add(free);
                }
            }
        }
        return List.of(numbers);
    }

    private static void assign(List<Address> wanted, SortedMap<Integer, Integration> left, Integer[] numbers,
            BiPredicate<Integration, Address> same) {
        for (int index = 0; index < numbers.length; index++) {
            if (numbers[index] == null) {
                Address address = wanted.get(index);
                Integer found = left.entrySet().stream().filter(one -> same.test(one.getValue(), address)).findFirst()
                        .map(one -> one.getKey()).orElse(null);
                numbers[index] = found;
                if (found != null) {
                    left.remove(found);
                }
            }
        }
    }
}
