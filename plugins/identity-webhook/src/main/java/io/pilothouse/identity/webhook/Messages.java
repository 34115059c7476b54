package io.pilothouse.identity.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The two messages of the webhook. Threads: any. */
final class Messages {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Messages() {}

    /**
     * What the webhook says.
     *
     * @param verified whether it knows the holder
     * @param externalId who it is, possibly empty
     * @param error why it does not, possibly empty
     */
    record Answer(boolean verified, String externalId, String error) {}

    /** The answer is not what it should be; the text does not repeat it. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static byte[] question(String token) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("token", token);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a memory buffer cannot fail", impossible);
        }
        return out.toByteArray();
    }

    static Answer answer(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed(json.currentToken() == null ? "the answer is empty" : "the answer is no object");
            }
            boolean verified = false;
            String externalId = "";
            String error = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "verified" -> verified = flag(json);
                    case "external_id" -> externalId = text(json, name);
                    case "error" -> error = text(json, name);
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new Malformed("invalid character after the object");
            }
            return new Answer(verified, externalId, error);
        } catch (JsonEOFException cut) {
            throw new Malformed("unexpected end of the answer");
        } catch (JsonProcessingException syntax) {
            throw new Malformed("invalid character at byte " + syntax.getLocation().getByteOffset());
        }
    }

    private static boolean flag(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw new Malformed("verified must be true or false");
        };
    }

    private static String text(JsonParser json, String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> throw new Malformed(name + " must be a string");
        };
    }
}
