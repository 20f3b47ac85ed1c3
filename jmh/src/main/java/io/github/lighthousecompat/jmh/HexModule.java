package io.github.lighthousecompat.jmh;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** What teaches databind the Engine API's DATA and QUANTITY, with no text between the buffers and the value. */
final class HexModule {
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int value = 0; value < DIGITS.length; value++) {
            VALUES[DIGITS[value]] = (byte) value;
            VALUES[Character.toUpperCase((char) DIGITS[value])] = (byte) value;
        }
    }

    private HexModule() {}

    /** For one thread at a time, as its serializers keep their scratch. */
    static JacksonModule of() {
        return new SimpleModule("hex")
                .addDeserializer(byte[].class, new DataReader())
                .addDeserializer(Long.TYPE, new QuantityReader())
                .addDeserializer(BigInteger.class, new BigQuantityReader())
                .addSerializer(byte[].class, new DataWriter())
                .addSerializer(Long.TYPE, new QuantityWriter())
                .addSerializer(BigInteger.class, new BigQuantityWriter());
    }

    private static int digits(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            context.handleUnexpectedToken(byte[].class, parser);
        }
        char[] text = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (length < 2 || text[from] != '0' || text[from + 1] != 'x') {
            throw context.weirdStringException(parser.getString(), byte[].class, "does not begin with 0x");
        }
        return length - 2;
    }

    private static final class DataReader extends ValueDeserializer<byte[]> {
        @Override
        public byte[] deserialize(JsonParser parser, DeserializationContext context) {
            int digits = digits(parser, context);
            char[] text = parser.getStringCharacters();
            int from = parser.getStringOffset() + 2;
            byte[] bytes = new byte[digits >> 1];
            int seen = -(digits & 1);
            int characters = 0;
            for (int i = 0; i < bytes.length; i++) {
                char high = text[from + 2 * i];
                char low = text[from + 2 * i + 1];
                int value = VALUES[high & 0xff] << 4 | VALUES[low & 0xff];
                characters |= high | low;
                seen |= value;
                bytes[i] = (byte) value;
            }
            if (seen < 0 || characters > 0xff) {
                throw context.weirdStringException("", byte[].class, "is not pairs of hex digits");
            }
            return bytes;
        }
    }

    private static final class QuantityReader extends ValueDeserializer<Long> {
        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) {
            int digits = digits(parser, context);
            char[] text = parser.getStringCharacters();
            int from = parser.getStringOffset() + 2;
            long bits = 0;
            int seen = 16 - digits;
            for (int i = 0; i < digits; i++) {
                int value = VALUES[text[from + i] & 0xff];
                seen |= value;
                bits = bits << 4 | value;
            }
            if (seen < 0 || digits == 0) {
                throw context.weirdStringException("", Long.TYPE, "is not a number of 64 bits");
            }
            return bits;
        }
    }

    private static final class BigQuantityReader extends ValueDeserializer<BigInteger> {
        @Override
        public BigInteger deserialize(JsonParser parser, DeserializationContext context) {
            int digits = digits(parser, context);
            return new BigInteger(new String(parser.getStringCharacters(), parser.getStringOffset() + 2, digits), 16);
        }
    }

    private static final class DataWriter extends ValueSerializer<byte[]> {
        private byte[] scratch = {'0', 'x'};

        @Override
        public void serialize(byte @Nullable [] value, JsonGenerator generator, SerializationContext context) {
            byte[] bytes = value == null ? new byte[0] : value;
            int length = 2 + 2 * bytes.length;
            if (scratch.length < length) {
                scratch = Arrays.copyOf(scratch, length);
            }
            for (int i = 0; i < bytes.length; i++) {
                scratch[2 + 2 * i] = DIGITS[bytes[i] >> 4 & 15];
                scratch[3 + 2 * i] = DIGITS[bytes[i] & 15];
            }
            generator.writeRawUTF8String(scratch, 0, length);
        }
    }

    private static final class QuantityWriter extends ValueSerializer<Long> {
        private final byte[] scratch = new byte[18];

        @Override
        public void serialize(Long value, JsonGenerator generator, SerializationContext context) {
            long bits = value;
            int at = scratch.length;
            do {
                scratch[--at] = DIGITS[(int) bits & 15];
                bits >>>= 4;
            } while (bits != 0);
            scratch[--at] = 'x';
            scratch[--at] = '0';
            generator.writeRawUTF8String(scratch, at, scratch.length - at);
        }
    }

    private static final class BigQuantityWriter extends ValueSerializer<BigInteger> {
        @Override
        public void serialize(BigInteger value, JsonGenerator generator, SerializationContext context) {
            generator.writeString("0x" + value.toString(16));
        }
    }
}
