package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.hash.PayloadAssembly;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is built becomes what is submitted, of one fork or not at all. */
class BuiltPayloadPropertyTest {
    @Property(tries = 50)
    void of_capella_isThePayloadItself(@ForAll CapellaPayload payload, @ForAll CapellaAttributes attributes) {
        assertThat(PayloadAssembly.of(BuiltPayload.of(payload, UInt256.ZERO), attributes))
                .isEqualTo(NewPayloadRequest.of(payload));
    }

    @Property(tries = 50)
    void of_deneb_takesTheRootFromTheAttributes(@ForAll DenebPayload payload, @ForAll DenebAttributes attributes) {
        BuiltPayload built = BuiltPayload.of(payload, UInt256.ZERO, BlobsBundle.EMPTY, false);

        DenebNewPayload request = (DenebNewPayload) PayloadAssembly.of(built, attributes);

        assertThat(request.payload()).isSameAs(payload);
        assertThat(request.parentBeaconBlockRoot()).isEqualTo(attributes.parentBeaconBlockRoot());
        assertThat(request.versionedHashes()).isEmpty();
    }

    @Property(tries = 10)
    void of_twoForks_isRefused(@ForAll CapellaPayload payload, @ForAll DenebAttributes attributes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadAssembly.of(BuiltPayload.of(payload, UInt256.ZERO), attributes))
                .withMessageContaining("was not built with attributes of");
    }
}
