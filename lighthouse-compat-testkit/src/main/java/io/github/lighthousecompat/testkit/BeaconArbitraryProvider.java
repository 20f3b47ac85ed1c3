package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Lets jqwik make blocks of the beacon chain by themselves, as in {@code @ForAll DenebSignedBlock block}, in the sizes
 * of the main network; registered as a service. A {@link Preset} is one of the three that have a name. Stateless and
 * thread-safe.
 */
public final class BeaconArbitraryProvider implements ArbitraryProvider {
    private static final Map<Class<?>, Supplier<Arbitrary<?>>> BY_TYPE = Map.ofEntries(
            Map.entry(Preset.class, () -> Arbitraries.of(Preset.MAINNET, Preset.MINIMAL, Preset.GNOSIS)),
            Map.entry(CapellaBlock.class, () -> BeaconArbitraries.capellaBlock(Preset.MAINNET)),
            Map.entry(DenebBlock.class, () -> BeaconArbitraries.denebBlock(Preset.MAINNET)),
            Map.entry(CapellaSignedBlock.class, () -> BeaconArbitraries.capellaSignedBlock(Preset.MAINNET)),
            Map.entry(DenebSignedBlock.class, () -> BeaconArbitraries.denebSignedBlock(Preset.MAINNET)),
            Map.entry(SignedBlock.class, () -> BeaconArbitraries.signedBlock(Preset.MAINNET)),
            Map.entry(SignedBlindedBlock.class, () -> BeaconArbitraries.signedBlindedBlock(Preset.MAINNET)),
            Map.entry(SignedBlockContents.class, () -> BeaconArbitraries.signedBlockContents(Preset.MAINNET)),
            Map.entry(BlobSidecar.class, () -> BeaconArbitraries.blobSidecar(Preset.MAINNET)),
            Map.entry(Attestation.class, () -> BeaconArbitraries.attestation(Preset.MAINNET)),
            Map.entry(SignedAggregateAndProof.class, () -> BeaconArbitraries.signedAggregateAndProof(Preset.MAINNET)),
            Map.entry(
                    SignedContributionAndProof.class,
                    () -> BeaconArbitraries.signedContributionAndProof(Preset.MAINNET)));

    /** For {@link java.util.ServiceLoader}. */
    public BeaconArbitraryProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return BY_TYPE.containsKey(targetType.getRawType());
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        Supplier<Arbitrary<?>> arbitrary = BY_TYPE.get(targetType.getRawType());
        return arbitrary == null ? Set.of() : Set.of(arbitrary.get());
    }
}
