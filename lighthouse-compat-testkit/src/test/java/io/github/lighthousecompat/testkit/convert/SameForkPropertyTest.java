package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.convert.ConversionError;
import io.github.lighthousecompat.convert.Converted;
import io.github.lighthousecompat.convert.HashStatus;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.vavr.control.Either;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** For one fork every conversion hands back the instance that it was given and says that nothing happened. */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class SameForkPropertyTest {
    @Property
    void payload_ofCapella_isTheSame(@ForAll CapellaPayload payload) {
        Cases.of(payload);
        assertSame(V4ToV5.payload(payload), payload, HashStatus.INTACT);
        assertSame(V5ToV4.payload(payload), payload, HashStatus.INTACT);
    }

    @Property
    void newPayloadRequest_ofCapella_isTheSame(@ForAll CapellaNewPayload request) {
        Cases.of(request.payload());
        assertSame(V4ToV5.newPayloadRequest(request), request, HashStatus.INTACT);
        assertSame(V5ToV4.newPayloadRequest(request), request, HashStatus.INTACT);
    }

    @Property
    void builtPayload_ofCapella_isTheSame(@ForAll CapellaBuiltPayload built) {
        Cases.of(built.payload());
        assertSame(V4ToV5.builtPayload(built), built, HashStatus.INTACT);
        assertSame(V5ToV4.builtPayload(built), built, HashStatus.INTACT);
    }

    @Property
    void attributes_ofCapella_areTheSame(@ForAll CapellaAttributes attributes) {
        Cases.hit("withdrawals", attributes.withdrawals().isEmpty() ? "none" : "some", "none", "some");
        assertSame(V4ToV5.attributes(attributes), attributes, HashStatus.NONE);
        assertSame(V5ToV4.attributes(attributes), attributes, HashStatus.NONE);
    }

    @Property
    void forkchoiceState_any_isTheSame(@ForAll ForkchoiceState state) {
        Cases.hit("safe hash", state.safeBlockHash().isZero() ? "none" : "some", "none", "some");
        assertSame(V4ToV5.forkchoiceState(state), state, HashStatus.NONE);
        assertSame(V5ToV4.forkchoiceState(state), state, HashStatus.NONE);
    }

    @Property
    void responses_any_areTheSame(
            @ForAll PayloadStatus status,
            @ForAll ForkchoiceUpdated answer,
            @ForAll PayloadBody body,
            @ForAll ClientVersion version) {
        Cases.hit("status", status.status(), (Object[]) PayloadStatus.Status.values());
        Cases.hit("handle", answer.payload().isPresent(), false, true);
        Cases.hit("withdrawals", body.withdrawals().isPresent(), false, true);
        assertSame(V4ToV5.payloadStatus(status), status, HashStatus.NONE);
        assertSame(V5ToV4.payloadStatus(status), status, HashStatus.NONE);
        assertSame(V4ToV5.forkchoiceUpdated(answer), answer, HashStatus.NONE);
        assertSame(V5ToV4.forkchoiceUpdated(answer), answer, HashStatus.NONE);
        assertSame(V4ToV5.payloadBody(body), body, HashStatus.NONE);
        assertSame(V5ToV4.payloadBody(body), body, HashStatus.NONE);
        assertSame(V4ToV5.clientVersion(version), version, HashStatus.NONE);
        assertSame(V5ToV4.clientVersion(version), version, HashStatus.NONE);
    }

    @Property
    void block_ofCapella_isTheSameUnderTheSameSignature(@ForAll CapellaBlock block, @ForAll Bytes96 signature) {
        Cases.of(block.body().executionPayload());
        CapellaSignedBlock signed = SignedBlock.of(block, signature);
        assertSame(V4ToV5.block(block), block, HashStatus.INTACT);
        assertSame(V5ToV4.block(block), block, HashStatus.INTACT);
        assertSame(V4ToV5.signedBlock(signed), signed, HashStatus.INTACT);
        assertSame(V5ToV4.signedBlock(signed), signed, HashStatus.INTACT);
    }

    private static <T> void assertSame(
            Either<ConversionError, Converted<T>> result, T original, HashStatus hashStatus) {
        assertThat(result.get().value()).isSameAs(original);
        assertThat(result.get()).isEqualTo(new Converted<>(original, List.of(), List.of(), List.of(), hashStatus));
    }
}
