package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.VersionedHash;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.providers.TypeUsage;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class ArbitrariesPropertyTest {
    /** So many, however few a run asks for, that what comes often enough comes at all. */
    private static final int TRIES = 1_000;

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void rightHash_isThatOfTheContent(@ForAll @RightHash NewPayloadRequest request) {
        assertThat(BlockHash.of(request)).isEqualTo(request.payload().blockHash());
        if (request instanceof DenebNewPayload deneb) {
            assertThat(VersionedHash.in(deneb.payload().transactions())).isEqualTo(deneb.versionedHashes());
            often("with blobs", !deneb.versionedHashes().isEmpty());
        }
        often("capella", request.fork() == Fork.CAPELLA);
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void rightHash_alone_isThatOfTheContent(@ForAll @RightHash CapellaPayload payload) {
        assertThat(BlockHash.of(payload)).isEqualTo(payload.blockHash());
        assertThat(blobTransactions(payload.transactions())).isZero();
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void anyHash_isHardlyEverRight(@ForAll CapellaPayload payload) {
        assertThat(BlockHash.of(payload)).isNotEqualTo(payload.blockHash());
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void payload_reachesItsEdges(@ForAll ExecutionPayload payload) {
        assertThat(payload.transactions().size()).isLessThanOrEqualTo(EngineArbitraries.MOST_TRANSACTIONS);
        often("no transactions", payload.transactions().isEmpty());
        often("many transactions", payload.transactions().size() > 50);
        often("no withdrawals", payload.withdrawals().isEmpty());
        often("no extra data", payload.extraData().isEmpty());
        often("largest extra data", payload.extraData().size() == 32);
        often("largest fee", payload.baseFeePerGas().equals(UInt256.MAX));
        often("no fee", payload.baseFeePerGas().isZero());
        often("largest number", payload.blockNumber().equals(UInt64.MAX));
        often("number zero", payload.blockNumber().isZero());
        often("zero hash", payload.parentHash().isZero());
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void denebPayload_isWithAndWithoutBlobs(@ForAll DenebPayload payload) {
        boolean blobGas =
                !payload.blobGasUsed().isZero() || !payload.excessBlobGas().isZero();
        often("blob gas", blobGas);
        often("type 3", blobTransactions(payload.transactions()) > 0);
        often("neither", !blobGas && blobTransactions(payload.transactions()) == 0);
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void transactions_areOfEveryType(@ForAll Transactions transactions) {
        for (int type = -1; type <= 3; type++) {
            int wanted = type;
            often("type " + type, types(transactions).anyMatch(found -> found == wanted));
        }
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void builtPayload_hasAtMostOneBlob(@ForAll BuiltPayload built) {
        if (built instanceof DenebBuiltPayload deneb) {
            assertThat(deneb.blobsBundle().blobs()).hasSizeLessThanOrEqualTo(1);
            often("with blob", !deneb.blobsBundle().blobs().isEmpty());
        }
    }

    @Property(tries = 50)
    void blob_hasFieldElementsOnly(@ForAll Blob blob) {
        byte[] bytes = blob.toArray();
        assertThat(IntStream.range(0, bytes.length / 32).allMatch(i -> bytes[32 * i] >= 0 && bytes[32 * i] < 0x73))
                .isTrue();
    }

    @Property(tries = 200)
    @StatisticsReport(onFailureOnly = true)
    void valuesOfCalls_areMade(
            @ForAll PayloadAttributes attributes,
            @ForAll PayloadBody body,
            @ForAll ForkchoiceUpdated updated,
            @ForAll Capabilities capabilities,
            @ForAll ClientVersion client,
            @ForAll SyncStatus status,
            @ForAll BlockTag tag,
            @ForAll BlockRange range,
            @ForAll Bytes bytes) {
        often("no body withdrawals", body.withdrawals().isEmpty());
        often("no handle", updated.payload().isEmpty());
        often("known method", capabilities.methods().stream().anyMatch(EngineMethods.ALL::contains));
        often("synced", status.equals(SyncStatus.SYNCED));
        often("latest", tag.equals(BlockTag.LATEST));
        often("no bytes", bytes.isEmpty());
        often("from one", range.start().equals(UInt64.ONE));
        often("deneb attributes", attributes.fork() == Fork.DENEB);
        assertThat(client.commit()).matches("[0-9a-f]{8}");
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void payloadHandle_survivesItsText(@ForAll PayloadHandle handle) {
        assertThat(PayloadHandle.parse(handle.text())).isEqualTo(handle);
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void forkSchedule_isInOrder(@ForAll ForkSchedule forks, @ForAll UInt64 timestamp) {
        assertThat(forks.at(timestamp).compareTo(Fork.CAPELLA) >= 0)
                .isEqualTo(forks.isPlanned(Fork.CAPELLA) && !timestamp.isLessThan(forks.startOf(Fork.CAPELLA)));
        assertThat(forks.startOf(Fork.DENEB)).isGreaterThanOrEqualTo(forks.startOf(Fork.CAPELLA));
    }

    @Property(tries = TRIES)
    @StatisticsReport(onFailureOnly = true)
    void executionBlock_hasWhatItsForkHas(@ForAll ExecutionBlock block) {
        assertThat(block.withdrawals().isPresent())
                .isEqualTo(block.withdrawalsRoot().isPresent());
        assertThat(block.blobGasUsed().isPresent())
                .isEqualTo(block.parentBeaconBlockRoot().isPresent());
        often("bellatrix", block.withdrawalsRoot().isEmpty());
        often("deneb", block.parentBeaconBlockRoot().isPresent());
    }

    @Example
    void rightHash_onATypeThatDoesNotSayItsHash_isRefused() throws NoSuchMethodException {
        RightHash annotation = ArbitrariesPropertyTest.class
                .getDeclaredMethod("rightHash_alone_isThatOfTheContent", CapellaPayload.class)
                .getParameters()[0]
                .getAnnotation(RightHash.class);
        TypeUsage type = TypeUsage.of(DenebPayload.class).withAnnotation(annotation);

        assertThatThrownBy(() -> new EngineArbitraryProvider().provideFor(type, other -> Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NewPayloadRequest");
    }

    /** Says how often something was hit, and fails if it never was. */
    private static void often(String what, boolean hit) {
        Statistics.label(what).collect(hit);
        Statistics.label(what).coverage(coverage -> coverage.check(true).count(count -> count > 0));
    }

    private static long blobTransactions(Transactions transactions) {
        return types(transactions).filter(type -> type == 3).count();
    }

    private static IntStream types(Transactions transactions) {
        return IntStream.range(0, transactions.size()).map(transactions::typeOf);
    }
}
