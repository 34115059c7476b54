package io.pilothouse.packaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A bill of materials (CycloneDX JSON, 1.2 to 1.7): which libraries a plugin brings along.
 *
 * @param version the version of the format
 * @param components the libraries, in the order of the file
 */
public record Bom(String version, List<Component> components) {
    /** Longest file in bytes. */
    public static final int MOST_BYTES = 8 << 20;

    private static final int MOST_COMPONENTS = 5000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(256 * 1024)
                    .maxNumberLength(100).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /**
     * A library.
     *
     * @param group for example {@code com.fasterxml.jackson.core}, or empty
     * @param name for example {@code jackson-core}
     * @param version or empty
     * @param licenses ids, names or expressions
     */
    public record Component(String group, String name, String version, List<String> licenses) {
        public Component {
            licenses = List.copyOf(licenses);
        }

        /** {@code com.example:thing 1.0 (Apache-2.0)}. */
        @Override
        public String toString() {
            return (group.isEmpty() ? "" : group + ":") + name + (version.isEmpty() ? "" : " " + version) + " ("
                    + (licenses.isEmpty() ? "licence not said" : String.join(", ", licenses)) + ")";
        }
    }

    public Bom {
        components = List.copyOf(components);
    }

    /**
     * Reads a bill of materials. Members that are not asked for are passed over.
     *
     * @throws UnfitPluginException when it is not of that format
     */
    public static Bom parse(byte[] bytes) throws UnfitPluginException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            Bom bom = document(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the object");
            }
            return bom;
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read"));
        }
    }

    private static UnfitPluginException malformed(String how) {
        return new UnfitPluginException(
                "the bill of materials " + PluginFolder.BOM + " is no CycloneDX in JSON, versions 1.2 to 1.7: " + how);
    }

    private static Bom document(JsonParser parser) throws IOException, UnfitPluginException {
        String format = "";
        String version = "";
        List<Component> components = new ArrayList<>();
        expect(parser.nextToken(), JsonToken.START_OBJECT, "the document");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "bomFormat" -> format = text(parser, name);
                case "specVersion" -> version = text(parser, name);
                case "components" -> {
                    expect(value, JsonToken.START_ARRAY, name);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (components.size() == MOST_COMPONENTS) {
                            throw malformed("it lists more than " + MOST_COMPONENTS + " components");
                        }
                        components.add(component(parser));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (!format.equals("CycloneDX") || !version.matches("1\\.[2-7]")) {
            throw malformed("its bomFormat is \"" + format + "\", its specVersion \"" + version + "\"");
        }
        return new Bom(version, components);
    }

    private static Component component(JsonParser parser) throws IOException, UnfitPluginException {
        String group = "";
        String called = "";
        String version = "";
        List<String> licenses = new ArrayList<>();
        expect(parser.currentToken(), JsonToken.START_OBJECT, "a component");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "group" -> group = text(parser, name);
                case "name" -> called = text(parser, name);
                case "version" -> version = text(parser, name);
                case "licenses" -> {
                    expect(value, JsonToken.START_ARRAY, name);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        license(parser, licenses);
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (called.isEmpty()) {
            throw malformed("a component has no name");
        }
        return new Component(group, called, version, licenses);
    }

    /** {@code {"license":{"id":…}}}, {@code {"license":{"name":…}}} or {@code {"expression":…}}. */
    private static void license(JsonParser parser, List<String> found) throws IOException, UnfitPluginException {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "a licence");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("license") && value == JsonToken.START_OBJECT) {
                license(parser, found);
            } else if (List.of("id", "name", "expression").contains(name)) {
                found.add(text(parser, name));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String text(JsonParser parser, String name) throws IOException, UnfitPluginException {
        expect(parser.currentToken(), JsonToken.VALUE_STRING, name);
        return parser.getText();
    }

    private static void expect(JsonToken found, JsonToken wanted, String what) throws UnfitPluginException {
        if (found != wanted) {
            throw malformed(what + " must be " + wanted + " but is " + found);
        }
    }
}
