package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.Transactions;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import org.bouncycastle.crypto.digests.SHA256Digest;

@Domain(Change.Anywhere.class)
@Domain(DomainContext.Global.class)
class VersionedHashPropertyTest {
    /** The transaction of a block that names blobs, as bytes and as what they say. */
    private record Blobs(Bytes transaction, List<Hash32> hashes) {}

    @Property
    void of_anyCommitment_isItsSha256UnderTheVersion(@ForAll @Size(48) byte[] commitment) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(commitment, 0, commitment.length);
        byte[] expected = new byte[32];
        digest.doFinal(expected, 0);
        expected[0] = 1;

        assertThat(VersionedHash.of(Bytes48.of(commitment)).toArray()).isEqualTo(expected);
    }

    @Property
    void in_wellFormedTransactions_givesTheirHashesInOrder(@ForAll @Size(max = 4) List<@From("blobs") Blobs> blobs) {
        Transactions transactions =
                Transactions.of(blobs.stream().map(Blobs::transaction).toList());
        List<Hash32> expected =
                blobs.stream().flatMap(blob -> blob.hashes().stream()).toList();

        assertThat(VersionedHash.in(transactions)).isEqualTo(expected);
    }

    @Property
    void in_changedBytes_givesHashesOrTheTypedError(
            @ForAll("blobs") Blobs blobs, @ForAll @Size(min = 1, max = 4) List<Change> changes) {
        byte[] mutated = blobs.transaction().toArray();
        changes.forEach(change -> change.applyTo(mutated, 1));

        Statistics.collect(outcome(mutated));
        Statistics.coverage(outcomes -> {
            outcomes.check("well-formed").percentage(percentage -> percentage > 5);
            outcomes.check("malformed").percentage(percentage -> percentage > 5);
        });
    }

    @Property
    void in_truncatedTransaction_givesTheTypedError(
            @ForAll("blobs") Blobs blobs, @ForAll @IntRange(max = 100_000) int where) {
        byte[] whole = blobs.transaction().toArray();

        assertThat(outcome(Arrays.copyOf(whole, 1 + where % (whole.length - 1))))
                .isEqualTo("malformed");
    }

    @Property
    void in_arbitraryItems_givesHashesOrTheTypedError(@ForAll @Size(max = 200) List<Change> items) {
        byte[] transaction = new byte[1 + items.size()];
        transaction[0] = 3;
        for (int i = 0; i < items.size(); i++) {
            transaction[1 + i] = items.get(i).by();
        }

        assertThat(outcome(transaction)).isIn("well-formed", "malformed");
    }

    /** Any other exception fails the property. */
    private static String outcome(byte[] transaction) {
        try {
            List<Hash32> hashes = VersionedHash.in(Transactions.of(List.of(Bytes.of(transaction))));
            assertThat(hashes.size()).isLessThanOrEqualTo(transaction.length / 33);
            return "well-formed";
        } catch (MalformedTransactionException e) {
            assertThat(e.transaction()).isZero();
            assertThat(e.position()).isBetween(1, transaction.length);
            return "malformed";
        }
    }

    @Provide
    Arbitrary<Blobs> blobs() {
        Arbitrary<List<Hash32>> hashes = hashes().list().ofMaxSize(6);
        Arbitrary<byte[]> data = Arbitraries.integers()
                .between(0, 300)
                .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
        Arbitrary<List<List<Hash32>>> accesses =
                hashes().list().ofMaxSize(3).list().ofMaxSize(3);
        Arbitrary<BigInteger> amounts = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
        return Combinators.combine(hashes, data, accesses, amounts)
                .as((named, bytes, keys, amount) -> new Blobs(BlobTransactions.with(named, bytes, keys, amount), named))
                .withoutEdgeCases();
    }

    private static Arbitrary<Hash32> hashes() {
        return Arbitraries.bytes().array(byte[].class).ofSize(Hash32.SIZE).map(Hash32::of);
    }
}
