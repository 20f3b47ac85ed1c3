package io.github.lighthousecompat.hash;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** A byte of an encoding that is replaced, most often by one that begins an item. */
record Change(int where, byte by) {
    void applyTo(byte[] encoded, int from) {
        encoded[from + where % (encoded.length - from)] = by;
    }

    /** Changes anywhere, most often near the beginning. */
    static final class Anywhere extends DomainContextBase {
        @Provide
        Arbitrary<Change> changes() {
            Arbitrary<Integer> places = Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 40),
                    Arbitraries.integers().between(0, 100_000));
            Arbitrary<Byte> bytes = Arbitraries.oneOf(
                    Arbitraries.of(0x00, 0x7f, 0x80, 0x81, 0x94, 0xa0, 0xb7, 0xb8, 0xbf, 0xc0, 0xc1, 0xf7, 0xf8, 0xff)
                            .map(Integer::byteValue),
                    Arbitraries.bytes());
            return Combinators.combine(places, bytes).as(Change::new).withoutEdgeCases();
        }
    }
}
