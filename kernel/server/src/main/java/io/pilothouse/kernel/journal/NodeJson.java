package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.pilothouse.kernel.model.KeyLife;
import io.pilothouse.kernel.model.Node;
import io.pilothouse.kernel.model.Standing;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.TransportEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node as JSON, written and read by hand: most of a journal is nodes, and a start reads it before it answers. */
final class NodeJson {
    private NodeJson() {}

    static void addTo(SimpleModule module) {
        module.addSerializer(Node.class, new Writer());
        module.addDeserializer(Node.class, new Reader());
    }

    private static final class Writer extends JsonSerializer<Node> {
        @Override
        public void serialize(Node node, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeNumberField("id", node.id().value());
            out.writeStringField("standing", node.standing().name());
            PublicKey key = node.key();
            text(out, "key", key == null ? "" : key.base64());
            text(out, "owner", node.owner());
            text(out, "realAddress", node.realAddress());
            endpoints(out, node.endpoints());
            texts(out, "lanAddresses", node.lanAddresses());
            flag(out, "isPublic", node.isPublic());
            text(out, "hostname", node.nameText());
            texts(out, "tags", node.tags());
            number(out, "poloScore", node.poloScore());
            flag(out, "taskExec", node.taskExec());
            text(out, "version", node.version());
            text(out, "externalId", node.externalId());
            life(out, node.keyLife());
            flag(out, "relayOnly", node.relayOnly());
            flag(out, "registeredSigned", node.registeredSigned());
            if (!node.extras().isEmpty()) {
                out.writePOJOField("extras", node.extras());
            }
            out.writeEndObject();
        }

        private static void life(JsonGenerator out, KeyLife life) throws IOException {
            out.writeObjectFieldStart("keyLife");
            number(out, "created", life.created());
            number(out, "rotated", life.rotated());
            number(out, "rotations", life.rotations());
            number(out, "expires", life.expires());
            text(out, "expiresAs", life.expiresAs());
            out.writeEndObject();
        }

        private static void endpoints(JsonGenerator out, List<TransportEndpoint> endpoints) throws IOException {
            if (!endpoints.isEmpty()) {
                out.writeArrayFieldStart("endpoints");
                for (TransportEndpoint endpoint : endpoints) {
                    out.writeStartObject();
                    out.writeStringField("network", endpoint.network());
                    out.writeStringField("address", endpoint.address());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
        }

        private static void text(JsonGenerator out, String name, String value) throws IOException {
            if (!value.isEmpty()) {
                out.writeStringField(name, value);
            }
        }

        private static void texts(JsonGenerator out, String name, List<String> values) throws IOException {
            if (!values.isEmpty()) {
                out.writeArrayFieldStart(name);
                for (String value : values) {
                    out.writeString(value);
                }
                out.writeEndArray();
            }
        }

        private static void number(JsonGenerator out, String name, long value) throws IOException {
            if (value != 0) {
                out.writeNumberField(name, value);
            }
        }

        private static void flag(JsonGenerator out, String name, boolean value) throws IOException {
            if (value) {
                out.writeBooleanField(name, true);
            }
        }
    }

    /** Threads: any; the parts of one node are kept in locals. */
    private static final class Reader extends JsonDeserializer<Node> {
        @Override
        public Node deserialize(JsonParser in, DeserializationContext context) throws IOException {
            NodeId id = null;
            Standing standing = Standing.LIVE;
            PublicKey key = null;
            String owner = "";
            String realAddress = "";
            List<TransportEndpoint> endpoints = List.of();
            List<String> lanAddresses = List.of();
            boolean isPublic = false;
            Hostname hostname = null;
            List<String> tags = List.of();
            int poloScore = 0;
            boolean taskExec = false;
            String version = "";
            String externalId = "";
            KeyLife life = KeyLife.begun(0);
            boolean relayOnly = false;
            boolean registeredSigned = false;
            Map<String, Object> extras = Map.of();
            for (JsonToken token = first(in); token == JsonToken.FIELD_NAME; token = in.nextToken()) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "id" -> id = NodeId.of(in.getLongValue());
                    case "standing" -> standing = Standing.valueOf(in.getText());
                    case "key" -> key = PublicKey.parse(in.getText());
                    case "owner" -> owner = in.getText();
                    case "realAddress" -> realAddress = in.getText();
                    case "endpoints" -> endpoints = endpoints(in, context);
                    case "lanAddresses" -> lanAddresses = texts(in, context);
                    case "isPublic" -> isPublic = in.getBooleanValue();
                    case "hostname" -> hostname = new Hostname(in.getText());
                    case "tags" -> tags = texts(in, context);
                    case "poloScore" -> poloScore = in.getIntValue();
                    case "taskExec" -> taskExec = in.getBooleanValue();
                    case "version" -> version = in.getText();
                    case "externalId" -> externalId = in.getText();
                    case "keyLife" -> life = life(in, context);
                    case "relayOnly" -> relayOnly = in.getBooleanValue();
                    case "registeredSigned" -> registeredSigned = in.getBooleanValue();
                    case "extras" -> extras = context.readValue(in, context.getTypeFactory()
                            .constructMapType(Map.class, String.class, Object.class));
                    default -> unknown(context, Node.class, name);
                }
            }
            if (id == null) {
                return context.reportInputMismatch(Node.class, "a node has an id");
            }
            return new Node(id, standing, key, owner, realAddress, endpoints, lanAddresses, isPublic, hostname, tags,
                    poloScore, taskExec, version, externalId, life, relayOnly, registeredSigned, extras);
        }

        private static JsonToken first(JsonParser in) throws IOException {
            return in.currentToken() == JsonToken.START_OBJECT ? in.nextToken() : in.currentToken();
        }

        private static void unknown(DeserializationContext context, Class<?> type, String name) throws IOException {
            context.reportInputMismatch(type, "it has a member \"%s\" that this version does not know", name);
        }

        private static KeyLife life(JsonParser in, DeserializationContext context) throws IOException {
            KeyLife life = KeyLife.begun(0);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                life = switch (name) {
                    case "created" -> new KeyLife(in.getLongValue(), life.rotated(), life.rotations(), life.expires(),
                            life.expiresAs());
                    case "rotated" -> new KeyLife(life.created(), in.getLongValue(), life.rotations(), life.expires(),
                            life.expiresAs());
                    case "rotations" -> new KeyLife(life.created(), life.rotated(), in.getIntValue(), life.expires(),
                            life.expiresAs());
                    case "expires" -> life.expiring(in.getLongValue(), life.expiresAs());
                    case "expiresAs" -> life.expiring(life.expires(), in.getText());
                    default -> {
                        unknown(context, KeyLife.class, name);
                        yield life;
                    }
                };
            }
            return life;
        }

        private static List<TransportEndpoint> endpoints(JsonParser in, DeserializationContext context)
                throws IOException {
            return List.of(context.readValue(in, TransportEndpoint[].class));
        }

        private static List<String> texts(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                return context.reportInputMismatch(List.class, "a list of texts was expected");
            }
            List<String> texts = new ArrayList<>();
            while (in.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(in.getText());
            }
            return texts;
        }
    }
}
