package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.convert.ConversionError;
import io.github.lighthousecompat.convert.Converted;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.vavr.control.Either;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What a conversion says of itself is so: errors name a field that is set, and no field goes or comes unnamed. */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class ConversionReportPropertyTest {
    @Property
    void capellaPayload_anyWay_isReportedAsItIs(@ForAll CapellaBuiltPayload built, @ForAll Hash32 root) {
        CapellaPayload payload = built.payload();
        boolean blobless = Blobless.of(payload).equals(payload);
        Cases.hit("blob transaction", !blobless, false, true);

        assertReport(payload, blobless, V4ToV5.relabelAsDeneb(payload));
        assertReport(payload, blobless, V4ToV5.rehashAsDeneb(payload, root));
        assertReport(built, blobless, V4ToV5.relabelAsDeneb(built));
        assertReport(built, blobless, V4ToV5.rehashAsDeneb(built, root));
        var request = NewPayloadRequest.of(payload);
        assertReport(request, blobless, V4ToV5.relabelAsDeneb(request, root));
        assertReport(request, blobless, V4ToV5.rehashAsDeneb(request, root));
    }

    @Property
    void denebRequest_anyWay_isReportedAsItIs(@ForAll DenebNewPayload request) {
        boolean blobless = Blobless.of(request).equals(request);
        var relabelled = V5ToV4.relabelAsCapella(request);
        Cases.hit(
                "stopped by",
                obstacle(relabelled),
                "nothing",
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "payload.transactions",
                "versionedHashes");

        assertReport(request, blobless, relabelled);
        assertReport(request, blobless, V5ToV4.rehashAsCapella(request));
        boolean bloblessPayload = Blobless.of(request.payload()).equals(request.payload());
        assertReport(request.payload(), bloblessPayload, V5ToV4.relabelAsCapella(request.payload()));
        assertReport(request.payload(), bloblessPayload, V5ToV4.rehashAsCapella(request.payload()));
    }

    @Property
    void denebBuiltPayload_anyWay_isReportedAsItIs(@ForAll DenebBuiltPayload built) {
        boolean blobless = Blobless.of(built).equals(built);
        var relabelled = V5ToV4.relabelAsCapella(built);
        Cases.hit(
                "stopped by",
                obstacle(relabelled),
                "nothing",
                "payload.blobGasUsed",
                "payload.excessBlobGas",
                "payload.transactions",
                "blobsBundle.commitments");
        Cases.hit("should override builder", built.shouldOverrideBuilder(), false, true);

        assertReport(built, blobless, relabelled);
        assertReport(built, blobless, V5ToV4.rehashAsCapella(built));
    }

    @Property
    void attributes_acrossForks_areReportedAsTheyAre(
            @ForAll CapellaAttributes capella, @ForAll DenebAttributes deneb, @ForAll Hash32 root) {
        Cases.hit("root", root.isZero() ? "zero" : "other", "zero", "other");

        assertReport(capella, true, V4ToV5.relabelAsDeneb(capella, root));
        assertReport(deneb, true, V5ToV4.relabelAsCapella(deneb));
    }

    @Property
    void deneb_askedForWithinOneFork_isStoppedByItsFork(
            @ForAll DenebNewPayload request, @ForAll DenebBuiltPayload built, @ForAll DenebAttributes attributes) {
        Cases.of(request.payload());

        assertNames(request.payload(), V5ToV4.payload(request.payload()).getLeft());
        assertNames(request, V5ToV4.newPayloadRequest(request).getLeft());
        assertNames(built, V5ToV4.builtPayload(built).getLeft());
        assertNames(
                attributes, V5ToV4.attributes((PayloadAttributes) attributes).getLeft());
    }

    @Property
    void capellaBlock_anyWay_isReportedAsItIs(@ForAll CapellaBlock block) {
        boolean blobless = Blobless.of(block).equals(block);
        Cases.hit("blob transaction", !blobless, false, true);

        assertReport(block, blobless, V4ToV5.relabelAsDeneb(block));
        assertReport(block, blobless, V4ToV5.rehashAsDeneb(block));
    }

    @Property
    void denebBlock_anyWay_isReportedAsItIs(@ForAll DenebBlock block) {
        boolean blobless = Blobless.of(block).equals(block);
        var relabelled = V5ToV4.relabelAsCapella(block);
        Cases.hit(
                "stopped by",
                obstacle(relabelled),
                "nothing",
                "body.executionPayload.blobGasUsed",
                "body.executionPayload.excessBlobGas",
                "body.executionPayload.transactions",
                "body.blobKzgCommitments");

        assertReport(block, blobless, relabelled);
        assertReport(block, blobless, V5ToV4.rehashAsCapella(block));
        assertNames(block, V5ToV4.block(block).getLeft());
    }

    @Property
    void signedBlock_acrossForks_isReportedAsItsMessageIsButForTheSignature(
            @ForAll CapellaBlock capella, @ForAll DenebBlock deneb, @ForAll Bytes96 signature) {
        var signedCapella = SignedBlock.of(capella, signature);
        var signedDeneb = SignedBlock.of(deneb, signature);
        Cases.hit("deneb", V5ToV4.relabelAsCapella(deneb).isRight(), false, true);

        assertUnsigned(signedCapella, V4ToV5.relabelAsDeneb(signedCapella), V4ToV5.relabelAsDeneb(capella));
        assertUnsigned(signedCapella, V4ToV5.rehashAsDeneb(signedCapella), V4ToV5.rehashAsDeneb(capella));
        assertUnsigned(signedDeneb, V5ToV4.relabelAsCapella(signedDeneb), V5ToV4.relabelAsCapella(deneb));
        assertUnsigned(signedDeneb, V5ToV4.rehashAsCapella(signedDeneb), V5ToV4.rehashAsCapella(deneb));
        assertNames(signedDeneb, V5ToV4.signedBlock(signedDeneb).getLeft());
    }

    private static <T> void assertUnsigned(
            SignedBlock signed,
            Either<ConversionError, Converted<T>> result,
            Either<ConversionError, Converted<T>> message) {
        assertThat(result.isRight()).isEqualTo(message.isRight());
        if (result.isLeft()) {
            assertNames(signed, result.getLeft());
            assertThat(result.getLeft().field())
                    .isEqualTo("message." + message.getLeft().field());
            return;
        }
        assertThat(result.get().value()).isEqualTo(message.get().value());
        assertThat(result.get().hashStatus()).isEqualTo(message.get().hashStatus());
        assertThat(result.get().added()).isEqualTo(message.get().added());
        assertThat(result.get().dropped()).containsExactly("signature");
        assertThat(result.get().removed())
                .isEqualTo(
                        message.get().removed().stream().map("message."::concat).toList())
                .allSatisfy(path ->
                        assertThat(isImplied(Accessors.read(signed, path))).isTrue());
    }

    private static String obstacle(Either<ConversionError, ?> result) {
        return result.fold(error -> error.field().replaceAll("\\[.*", ""), right -> "nothing");
    }

    private static void assertReport(
            Object original, boolean blobless, Either<ConversionError, ? extends Converted<?>> result) {
        assertThat(result.isRight()).isEqualTo(blobless);
        if (result.isLeft()) {
            assertNames(original, result.getLeft());
        } else {
            assertNothingUnnamed(original, result.get());
        }
    }

    private static void assertNames(Object original, ConversionError error) {
        Object field = Accessors.read(original, error.field());
        if (field instanceof Bytes transaction) {
            assertThat(transaction.at(0)).isEqualTo((byte) 3);
            assertThat(error.value()).isEqualTo("a transaction of type 3");
        } else {
            assertThat(error.value()).isEqualTo(field.toString());
            assertThat(field).isNotEqualTo(UInt64.ZERO);
        }
        assertThat(error.message()).contains(error.field(), error.value(), error.problem());
    }

    private static void assertNothingUnnamed(Object original, Converted<?> converted) {
        Set<String> before = Accessors.paths(original);
        Set<String> after = Accessors.paths(converted.value());
        Set<String> gone = new HashSet<>(converted.removed());
        gone.addAll(converted.dropped());

        assertThat(Collections.disjoint(converted.removed(), converted.dropped()))
                .isTrue();
        assertThat(gone).isEqualTo(without(before, after));
        assertThat(new HashSet<>(converted.added())).isEqualTo(without(after, before));
        for (String path : converted.removed()) {
            assertThat(isImplied(Accessors.read(original, path))).as(path).isTrue();
        }
        for (String path : converted.dropped()) {
            assertThat(isImplied(Accessors.read(original, path))).as(path).isFalse();
        }
    }

    /** What a value without blobs holds where it has the field at all. A root is never implied, not even zero. */
    private static boolean isImplied(Object field) {
        return field.equals(UInt64.ZERO)
                || field.equals(false)
                || field.equals(List.of())
                || field.equals(BlobsBundle.EMPTY);
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
