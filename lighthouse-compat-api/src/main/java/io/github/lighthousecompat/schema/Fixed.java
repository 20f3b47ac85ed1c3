package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A type whose values all have one size and no parts. {@link Basics} has them all. */
final class Fixed<T> implements SszType<T> {
    /** Makes a value of the bytes that begin at an index. */
    @FunctionalInterface
    interface Decoder<T> {
        T decode(byte[] bytes, int from);
    }

    /** Writes the bytes of a value from an index on. */
    @FunctionalInterface
    interface Encoder<T> {
        void encode(T value, byte[] out, int at);
    }

    private final int size;
    private final boolean isPacked;
    private final Function<JsonCursor, T> reader;
    private final BiConsumer<JsonWriter, T> writer;
    private final Decoder<T> decoder;
    private final Encoder<T> encoder;

    /**
     * A type of {@code size} bytes.
     *
     * @param isPacked whether several values of a list share a chunk, as numbers do
     */
    Fixed(
            int size,
            boolean isPacked,
            Function<JsonCursor, T> reader,
            BiConsumer<JsonWriter, T> writer,
            Decoder<T> decoder,
            Encoder<T> encoder) {
        this.size = size;
        this.isPacked = isPacked;
        this.reader = reader;
        this.writer = writer;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    @Override
    public T read(JsonCursor json) {
        return reader.apply(json);
    }

    @Override
    public void write(JsonWriter out, T value) {
        writer.accept(out, value);
    }

    @Override
    public int fixedSize() {
        return size;
    }

    @Override
    public int size(T value) {
        return size;
    }

    @Override
    public int encode(T value, byte[] out, int at) {
        encoder.encode(value, out, at);
        return at + size;
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        if (to - from != size) {
            throw new DecodeFailure("", "has " + (to - from) + " bytes, not " + size);
        }
        return decoder.decode(bytes, from);
    }

    @Override
    public void root(T value, Merkle merkle, byte[] out, int at) {
        byte[] chunks = new byte[Merkle.chunks(size) * Merkle.CHUNK];
        encoder.encode(value, chunks, 0);
        int count = chunks.length / Merkle.CHUNK;
        merkle.root(chunks, count, count, out, at);
    }

    @Override
    public int perChunk() {
        return isPacked ? Merkle.CHUNK / size : 1;
    }
}
