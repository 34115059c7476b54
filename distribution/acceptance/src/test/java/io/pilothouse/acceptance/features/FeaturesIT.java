package io.pilothouse.acceptance.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table {@code features.tsv}: every feature has tests that are there, at least as many of what is refused as of what is granted. */
class FeaturesIT {
    private static final List<Class<?>> GROUPS = List.of(RolesIT.class, PolicyIT.class, InvitesIT.class,
            IdentityIT.class, TokenIT.class, OidcIT.class, BlueprintsIT.class, KeysIT.class, ScoresIT.class,
            AuditIT.class,
            GatesIT.class);

    /**
     * One line.
     *
     * @param missing what of the feature is not there yet, or empty
     */
    private record Feature(String number, String title, String page, List<String> granted, List<String> refused,
            String missing) {
        static Feature parse(String line) {
            String[] parts = line.split("\t", -1);
            assertEquals(6, parts.length, line);
            return new Feature(parts[0], parts[1], parts[2], List.of(parts[3].split(",")),
                    List.of(parts[4].split(",")), parts[5]);
        }
    }

    private static List<Feature> features() throws IOException {
        try (InputStream in = FeaturesIT.class.getResourceAsStream("features.tsv")) {
            assertNotNull(in, "features.tsv is not beside the tests");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(Feature::parse).toList();
        }
    }

    @Test
    void everyFeatureHasItsTests() throws IOException {
        List<Feature> features = features();
        List<String> wanted = Stream.of(IntStream.of(16), IntStream.rangeClosed(25, 45),
                IntStream.rangeClosed(47, 58)).flatMapToInt(numbers -> numbers).mapToObj(Integer::toString).toList();
        List<String> all = new ArrayList<>(wanted);
        IntStream.rangeClosed(1, 9).forEach(number -> all.add("A" + number));
        assertEquals(all, features.stream().map(Feature::number).toList());
        Set<String> granted = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (Feature feature : features) {
            assertFalse(feature.title().isBlank() || feature.page().isBlank(), feature.number());
            assertTrue(feature.refused().size() >= feature.granted().size(), feature.number());
            granted.addAll(feature.granted());
            refused.addAll(feature.refused());
        }
        Set<String> named = new TreeSet<>(granted);
        named.addAll(refused);
        assertEquals(tests(), named, "every test stands in the table, and every one of the table is there");
        assertEquals(granted.size() + refused.size(), named.size(), "a test is either of the two");
        assertTrue(refused.size() >= granted.size(), "fewer refusals than grants");
        System.out.printf(
                "features: %d rows, %d tests of what is granted, %d of what is refused, %d rows wait for a later"
                        + " milestone in part%n",
                features.size(), granted.size(), refused.size(),
                features.stream().filter(feature -> !feature.missing().isEmpty()).count());
    }

    private static Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        for (Class<?> group : GROUPS) {
            Arrays.stream(group.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Test.class))
                    .forEach(method -> tests.add(group.getSimpleName() + "." + method.getName()));
        }
        return tests;
    }
}
