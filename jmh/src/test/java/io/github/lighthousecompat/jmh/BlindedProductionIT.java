package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A blinded block is produced and published by the endpoints that the release has, and by one node alone. */
@Timeout(60)
class BlindedProductionIT {
    private static final Bytes96 REVEAL = Bytes96.parse("0x" + "11".repeat(Bytes96.SIZE));
    private static final Bytes96 SIGNATURE = Bytes96.parse("0x" + "33".repeat(Bytes96.SIZE));

    private static LighthouseApi client(FakeBeaconNode node, String name) {
        LighthouseConfig.Builder builder = node.clientConfig();
        LighthouseConfig config = builder.name(name).timeoutMultiplier(10).build();
        boolean isOld = Release.parse(node.version()).flatMap(Release::dialect).orElseThrow() == LighthouseVersion.V4;
        return isOld ? Lighthouse.v4(config) : Lighthouse.v5(config);
    }

    private static FakeBeaconNode like(String release) {
        return FakeBeaconNode.builder("Lighthouse/" + release)
                .chain(BeaconChainSpec.capella())
                .start();
    }

    private static SignedBlindedBlock signed(BlindedBlock block) {
        return block instanceof DenebBlindedBlock deneb
                ? SignedBlindedBlock.of(deneb, SIGNATURE)
                : SignedBlindedBlock.of((CapellaBlindedBlock) block, SIGNATURE);
    }

    private static List<String> paths(FakeBeaconNode node) {
        return node.requests().stream()
                .filter(request -> request.path().contains("blocks"))
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "v4.0.1, /eth/v1/validator/blinded_blocks/34, /eth/v1/beacon/blinded_blocks",
        "v4.3.0, /eth/v1/validator/blinded_blocks/34, /eth/v2/beacon/blinded_blocks",
        "v4.5.0, /eth/v1/validator/blinded_blocks/34, /eth/v2/beacon/blinded_blocks",
        "v4.6.0, /eth/v3/validator/blocks/34, /eth/v2/beacon/blinded_blocks",
        "v5.0.0, /eth/v3/validator/blocks/34, /eth/v2/beacon/blinded_blocks",
        "v5.2.1, /eth/v3/validator/blocks/34, /eth/v2/beacon/blinded_blocks",
        "v5.3.0, /eth/v3/validator/blocks/34, /eth/v2/beacon/blinded_blocks"
    })
    void blindedBlock_isPublishedWhereItWasProduced_whateverTheRouterSaysThen(
            String release, String production, String publication) {
        try (FakeBeaconNode producer = like(release);
                FakeBeaconNode other = like("v5.3.0")) {
            producer.blinding(true);
            Backend first = Backend.of("producer", client(producer, "producer"));
            Backend second = Backend.of("other", client(other, "other"));
            try (RoutedLighthouse routed = RoutedLighthouse.builder()
                    .topology(Topology.SHARED)
                    .backends(first, second)
                    .router(Router.only(first))
                    .build()) {
                ProducedBlindedBlock produced = (ProducedBlindedBlock) await(routed.beacon()
                        .production()
                        .block(ProductionRequest.builder()
                                .slot(UInt64.of(34))
                                .randaoReveal(REVEAL)
                                .isBlindedAllowed(true)
                                .build()));
                routed.router(Router.only(second));

                PublishResult result = await(routed.beacon()
                        .production()
                        .publish(BlindedBlockPublication.of(signed(produced.block()), produced.producer())));

                assertThat(result).isEqualTo(PublishResult.published());
                assertThat(produced.producer().owner()).isEqualTo("producer");
                assertThat(paths(producer)).containsExactly("GET " + production, "POST " + publication);
                assertThat(paths(other)).as("nobody else can fill it in").isEmpty();
                assertThat(producer.head().message().slot()).isEqualTo(UInt64.of(34));
            }
        }
    }
}
