package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Lets jqwik make the types of the Engine API by themselves, as in {@code @ForAll DenebPayload payload}; registered as
 * a service. Stateless and thread-safe.
 */
public final class EngineArbitraryProvider implements ArbitraryProvider {
    private static final int MOST_BYTES = 100;

    private static final Map<Class<?>, Supplier<Arbitrary<?>>> ANY_HASH = Map.ofEntries(
            Map.entry(UInt64.class, BytesArbitraries::uint64),
            Map.entry(UInt256.class, BytesArbitraries::uint256),
            Map.entry(Hash32.class, BytesArbitraries::hash32),
            Map.entry(Address.class, BytesArbitraries::address),
            Map.entry(Bytes48.class, BytesArbitraries::bytes48),
            Map.entry(Bloom.class, BytesArbitraries::bloom),
            Map.entry(Blob.class, BytesArbitraries::blob),
            Map.entry(Bytes.class, () -> BytesArbitraries.bytes(MOST_BYTES)),
            Map.entry(Withdrawal.class, EngineArbitraries::withdrawal),
            Map.entry(Transactions.class, () -> EngineArbitraries.transactions(true)),
            Map.entry(CapellaPayload.class, EngineArbitraries::capellaPayload),
            Map.entry(DenebPayload.class, EngineArbitraries::denebPayload),
            Map.entry(
                    ExecutionPayload.class,
                    () -> Arbitraries.oneOf(EngineArbitraries.capellaPayload(), EngineArbitraries.denebPayload())),
            Map.entry(CapellaNewPayload.class, EngineArbitraries::capellaNewPayload),
            Map.entry(DenebNewPayload.class, EngineArbitraries::denebNewPayload),
            Map.entry(NewPayloadRequest.class, EngineArbitraries::newPayloadRequest),
            Map.entry(CapellaBuiltPayload.class, EngineArbitraries::capellaBuiltPayload),
            Map.entry(DenebBuiltPayload.class, EngineArbitraries::denebBuiltPayload),
            Map.entry(
                    BuiltPayload.class,
                    () -> Arbitraries.oneOf(
                            EngineArbitraries.capellaBuiltPayload(), EngineArbitraries.denebBuiltPayload())),
            Map.entry(CapellaAttributes.class, EngineArbitraries::capellaAttributes),
            Map.entry(DenebAttributes.class, EngineArbitraries::denebAttributes),
            Map.entry(
                    PayloadAttributes.class,
                    () -> Arbitraries.oneOf(
                            EngineArbitraries.capellaAttributes(), EngineArbitraries.denebAttributes())),
            Map.entry(BlobsBundle.class, EngineArbitraries::blobsBundle),
            Map.entry(PayloadBody.class, EngineArbitraries::payloadBody),
            Map.entry(ForkSchedule.class, CallArbitraries::forkSchedule),
            Map.entry(ForkchoiceState.class, CallArbitraries::forkchoiceState),
            Map.entry(ForkchoiceUpdated.class, CallArbitraries::forkchoiceUpdated),
            Map.entry(PayloadStatus.class, CallArbitraries::payloadStatus),
            Map.entry(PayloadHandle.class, CallArbitraries::payloadHandle),
            Map.entry(Capabilities.class, CallArbitraries::capabilities),
            Map.entry(ClientVersion.class, CallArbitraries::clientVersion),
            Map.entry(SyncStatus.class, CallArbitraries::syncStatus),
            Map.entry(BlockRange.class, CallArbitraries::blockRange),
            Map.entry(BlockTag.class, CallArbitraries::blockTag),
            Map.entry(ExecutionBlock.class, CallArbitraries::executionBlock));

    private static final Map<Class<?>, Supplier<Arbitrary<?>>> RIGHT_HASH = Map.of(
            CapellaPayload.class, EngineArbitraries::capellaPayloadWithRightHash,
            CapellaNewPayload.class, EngineArbitraries::capellaNewPayloadWithRightHash,
            DenebNewPayload.class, EngineArbitraries::denebNewPayloadWithRightHash,
            NewPayloadRequest.class, EngineArbitraries::newPayloadRequestWithRightHash);

    /** For {@link java.util.ServiceLoader}. */
    public EngineArbitraryProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return ANY_HASH.containsKey(targetType.getRawType());
    }

    /**
     * The arbitrary for the type.
     *
     * @throws IllegalArgumentException if {@link RightHash} stands on a type that it does not go with
     */
    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        boolean right = targetType.isAnnotated(RightHash.class);
        Supplier<Arbitrary<?>> arbitrary = (right ? RIGHT_HASH : ANY_HASH).get(targetType.getRawType());
        if (arbitrary == null) {
            throw new IllegalArgumentException(
                    "@RightHash does not go with " + targetType.getRawType().getSimpleName()
                            + "; take a NewPayloadRequest, which has all that is hashed");
        }
        return Set.of(arbitrary.get());
    }
}
