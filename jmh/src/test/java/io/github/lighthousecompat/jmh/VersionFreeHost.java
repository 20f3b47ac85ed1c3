package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static io.github.lighthousecompat.jmh.ValidatorHost.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.util.List;

/** Host code without a word about versions or forks; it runs as it is at every node. */
final class VersionFreeHost {
    private VersionFreeHost() {}

    /**
     * Looks at a node from all sides.
     *
     * @param forks what the node's chain is known to have
     * @return root of the head
     */
    static Hash32 visit(LighthouseApi client, Preset preset, ForkSchedule forks) {
        BeaconApi beacon = client.beacon();
        BlockCodec codec = BlockCodec.of(preset);
        BeaconSpec spec = await(beacon.chain().spec());
        Genesis genesis = await(beacon.chain().genesis()).orElseThrow();
        assertThat(spec.forkSchedule(genesis)).contains(forks);
        assertThat(await(beacon.node().health()).isReady()).isTrue();

        SignedBlock head = data(beacon.chain().block(BlockId.HEAD));
        Hash32 root = codec.root(head.message());
        UInt64 slot = head.message().slot();
        assertThat(data(beacon.chain().blockRoot(BlockId.of(root)))).isEqualTo(root);
        assertThat(data(beacon.chain().header(BlockId.of(slot))).header().message())
                .isEqualTo(codec.header(head.message()));
        assertThat(data(beacon.chain().stateRoot(StateId.of(slot))))
                .isEqualTo(head.message().stateRoot());
        assertThat(head.fork())
                .isEqualTo(forks.at(head.message().body().executionPayload().timestamp()));

        ValidatorInfo proposer = data(beacon.validators()
                        .validators(ValidatorsQuery.of(
                                StateId.HEAD,
                                List.of(ValidatorId.of(head.message().proposerIndex())))))
                .get(0);
        UInt64 epoch = UInt64.of(slot.toLong() / preset.slotsPerEpoch());
        assertThat(await(beacon.duties().attesters(epoch, List.of(proposer.index())))
                        .duties())
                .extracting(AttesterDuty::pubkey)
                .containsExactly(proposer.validator().pubkey());
        return root;
    }
}
