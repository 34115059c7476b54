package io.pilothouse.kernel.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.pilothouse.kernel.model.SealedSecret;
import io.pilothouse.protocol.Hostname;
import io.pilothouse.protocol.JoinRule;
import io.pilothouse.protocol.NetworkId;
import io.pilothouse.protocol.NetworkName;
import io.pilothouse.protocol.NodeId;
import io.pilothouse.protocol.PublicKey;
import io.pilothouse.protocol.Role;
import java.io.IOException;
import java.util.function.Function;

/** The one mapping between the model and JSON: ids as numbers, names and keys as text, what is empty left out. */
public final class ModelJson {
    /** The mapper. Threads: any. */
    public static final ObjectMapper MAPPER = JsonMapper.builder().addModule(module())
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT,
                    JsonInclude.Include.ALWAYS))
            .disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ModelJson() {}

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("pilothouse-model");
        NodeJson.addTo(module);
        number(module, NodeId.class, NodeId::value, value -> NodeId.of(value));
        number(module, NetworkId.class, id -> (long) id.value(), value -> NetworkId.of(value.intValue()));
        text(module, SealedSecret.class, SealedSecret::text, SealedSecret::new);
        text(module, PublicKey.class, PublicKey::base64, PublicKey::parse);
        text(module, Hostname.class, Hostname::text, Hostname::new);
        text(module, NetworkName.class, NetworkName::text, NetworkName::new);
        text(module, Role.class, Role::toString, text -> Role.parse(text).orElseThrow());
        text(module, JoinRule.class, JoinRule::toString, text -> JoinRule.parse(text).orElseThrow());
        return module;
    }

    private static <T> void number(SimpleModule module, Class<T> type, Function<T, Long> write,
            Function<Long, T> read) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException, JacksonException {
                return read.apply(in.getLongValue());
            }
        });
        module.addKeySerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(Long.toString(write.apply(value)));
            }
        });
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return read.apply(Long.valueOf(key));
            }
        });
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<T, String> write,
            Function<String, T> read) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException, JacksonException {
                return read.apply(in.getText());
            }
        });
    }
}
