package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

@Domain(Change.Anywhere.class)
@Domain(DomainContext.Global.class)
class RlpReaderPropertyTest {
    private static final int DEPTH = 3;

    @Property
    void read_canonicalItem_writesBackTheSame(@ForAll("items") byte[] encoded) throws MalformedRlpException {
        assertThat(copy(encoded)).isEqualTo(encoded);
    }

    @Property
    void read_anyBytes_areRefusedOrWriteBackTheSame(
            @ForAll("items") byte[] encoded, @ForAll @Size(min = 1, max = 3) List<Change> changes) {
        byte[] mutated = encoded.clone();
        changes.forEach(change -> change.applyTo(mutated, 0));
        boolean isCanonical;
        try {
            assertThat(copy(mutated)).isEqualTo(mutated);
            isCanonical = true;
        } catch (MalformedRlpException e) {
            assertThat(e.position()).isBetween(0, mutated.length);
            isCanonical = false;
        }
        Statistics.collect(isCanonical ? "canonical" : "refused");
        Statistics.coverage(outcomes -> {
            outcomes.check("canonical").percentage(percentage -> percentage > 5);
            outcomes.check("refused").percentage(percentage -> percentage > 5);
        });
    }

    /** Reads one item and writes what was read; a change of form between the two would show. */
    private static byte[] copy(byte[] encoded) throws MalformedRlpException {
        RlpReader reader = new RlpReader(encoded, 0, encoded.length);
        byte[] copy = copyNext(reader, encoded, DEPTH);
        reader.requireEnd();
        return copy;
    }

    private static byte[] copyNext(RlpReader reader, byte[] in, int depth) throws MalformedRlpException {
        if (!reader.isList()) {
            int length = reader.string();
            byte[] string = Arrays.copyOfRange(in, reader.payload(), reader.payload() + length);
            byte[] out = new byte[Rlp.sizeOfString(string, 0, length)];
            Rlp.writeString(string, 0, length, out, 0);
            return out;
        }
        RlpReader items = reader.list();
        if (depth == 0) {
            throw new MalformedRlpException("deeper than any item that was generated", reader.payload());
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        while (items.hasNext()) {
            payload.writeBytes(copyNext(items, in, depth - 1));
        }
        byte[] out = new byte[Rlp.sizeOfList(payload.size())];
        int begin = Rlp.writeListHeader(payload.size(), out, 0);
        System.arraycopy(payload.toByteArray(), 0, out, begin, payload.size());
        return out;
    }

    @Provide
    Arbitrary<byte[]> items() {
        return item(DEPTH).map(Bytes::toArrayUnsafe).withoutEdgeCases();
    }

    private static Arbitrary<Bytes> item(int depth) {
        Arbitrary<Bytes> strings = Arbitraries.integers()
                .between(0, 60)
                .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size))
                .map(RLP::encodeByteArray);
        if (depth == 0) {
            return strings;
        }
        Arbitrary<Bytes> lists = item(depth - 1).list().ofMaxSize(4).map(RlpReaderPropertyTest::list);
        return Arbitraries.oneOf(strings, lists);
    }

    private static Bytes list(List<Bytes> items) {
        return RLP.encodeList(writer -> items.forEach(writer::writeRLP));
    }
}
