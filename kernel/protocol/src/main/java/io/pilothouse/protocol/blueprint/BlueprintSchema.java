package io.pilothouse.protocol.blueprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (2020-12) of documents in both dialects, for editors and pipelines. */
public final class BlueprintSchema {
    private static final String RESOURCE = "blueprint.schema.json";

    private BlueprintSchema() {}

    /** The schema as text. */
    public static String text() {
        try (InputStream in = BlueprintSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the module lacks its resource " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + RESOURCE, broken);
        }
    }
}
