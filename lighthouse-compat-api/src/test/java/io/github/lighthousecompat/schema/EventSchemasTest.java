package io.github.lighthousecompat.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.AttestationEvent;
import io.github.lighthousecompat.beacon.AttesterSlashingEvent;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlobSidecarEvent;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockGossipEvent;
import io.github.lighthousecompat.beacon.BlockRewardEvent;
import io.github.lighthousecompat.beacon.BlsToExecutionChangeEvent;
import io.github.lighthousecompat.beacon.ChainReorgEvent;
import io.github.lighthousecompat.beacon.ContributionAndProofEvent;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.FinalizedCheckpointEvent;
import io.github.lighthousecompat.beacon.HeadEvent;
import io.github.lighthousecompat.beacon.LateHeadEvent;
import io.github.lighthousecompat.beacon.LightClientFinalityUpdateEvent;
import io.github.lighthousecompat.beacon.LightClientOptimisticUpdateEvent;
import io.github.lighthousecompat.beacon.PayloadAttributesEvent;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProposerSlashingEvent;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.beacon.VoluntaryExitEvent;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.DenebAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every topic, in the form in which Lighthouse tells it. */
class EventSchemasTest {
    private static final EventSchemas SCHEMAS = EventSchemas.of(BlockSchemas.of(Preset.MAINNET));
    private static final String SIGNATURE = hex("ab", 96);
    private static final String CHECKPOINT = "{'epoch':'3','root':" + hash("05") + "}";
    private static final String DATA = "{'slot':'7','index':'1','beacon_block_root':" + hash("04") + ",'source':"
            + CHECKPOINT + ",'target':" + CHECKPOINT + "}";
    private static final String HEADER = "{'slot':'7','proposer_index':'9','parent_root':" + hash("01")
            + ",'state_root':" + hash("02") + ",'body_root':" + hash("03") + "}";
    private static final String SIGNED_HEADER = "{'message':" + HEADER + ",'signature':" + SIGNATURE + "}";
    private static final String INDEXED =
            "{'attesting_indices':['1','5'],'data':" + DATA + ",'signature':" + SIGNATURE + "}";
    private static final String LIGHT_HEADER =
            "{'beacon':" + HEADER + ",'execution':{'block_number':'1'},'execution_branch':[]}";
    private static final String AGGREGATE =
            "{'sync_committee_bits':" + hex("01", 64) + ",'sync_committee_signature':" + SIGNATURE + "}";

    /** What a node says of each topic, and the type that it is read as. */
    record Told(EventTopic topic, Class<? extends BeaconEvent> type, String data) {}

    static Stream<Told> told() {
        return Stream.of(
                new Told(
                        EventTopic.HEAD,
                        HeadEvent.class,
                        "{'slot':'10','block':" + hash("aa") + ",'state':" + hash("bb")
                                + ",'current_duty_dependent_root':" + hash("cc") + ",'previous_duty_dependent_root':"
                                + hash("dd") + ",'epoch_transition':true,'execution_optimistic':false}"),
                new Told(
                        EventTopic.BLOCK,
                        BlockEvent.class,
                        "{'slot':'10','block':" + hash("aa") + ",'execution_optimistic':true}"),
                new Told(
                        EventTopic.ATTESTATION,
                        AttestationEvent.class,
                        "{'aggregation_bits':'0x0103','data':" + DATA + ",'signature':" + SIGNATURE + "}"),
                new Told(
                        EventTopic.VOLUNTARY_EXIT,
                        VoluntaryExitEvent.class,
                        "{'message':{'epoch':'1','validator_index':'2'},'signature':" + SIGNATURE + "}"),
                new Told(
                        EventTopic.CONTRIBUTION_AND_PROOF,
                        ContributionAndProofEvent.class,
                        "{'message':{'aggregator_index':'2','contribution':{'slot':'10','beacon_block_root':"
                                + hash("aa") + ",'subcommittee_index':'1','aggregation_bits':" + hex("01", 16)
                                + ",'signature':" + SIGNATURE + "},'selection_proof':" + SIGNATURE + "},'signature':"
                                + SIGNATURE + "}"),
                new Told(
                        EventTopic.FINALIZED_CHECKPOINT,
                        FinalizedCheckpointEvent.class,
                        "{'block':" + hash("aa") + ",'state':" + hash("bb")
                                + ",'epoch':'2','execution_optimistic':false}"),
                new Told(
                        EventTopic.CHAIN_REORG,
                        ChainReorgEvent.class,
                        "{'slot':'200','depth':'50','old_head_block':" + hash("aa") + ",'new_head_block':" + hash("bb")
                                + ",'old_head_state':" + hash("cc") + ",'new_head_state':" + hash("dd")
                                + ",'epoch':'6','execution_optimistic':false}"),
                new Told(EventTopic.PAYLOAD_ATTRIBUTES, PayloadAttributesEvent.class, attributes("capella", "")),
                new Told(
                        EventTopic.LATE_HEAD,
                        LateHeadEvent.class,
                        "{'slot':'10','block':" + hash("aa")
                                + ",'proposer_index':18446744,'peer_id':null,'peer_client':'Lighthouse',"
                                + "'proposer_graffiti':'hi \\u00e9','block_delay':{'secs':4,'nanos':500000000},"
                                + "'observed_delay':{'secs':0,'nanos':1},'imported_delay':null,"
                                + "'set_as_head_delay':null,'execution_optimistic':false}"),
                new Told(
                        EventTopic.BLOCK_REWARD,
                        BlockRewardEvent.class,
                        "{'total':9,'block_root':" + hash("aa")
                                + ",'meta':{'slot':'10','parent_slot':'9','proposer_index':7,'graffiti':'g'},"
                                + "'attestation_rewards':{'total':5,'prev_epoch_total':2,'curr_epoch_total':3,"
                                + "'prev_epoch_rewards':{'1':2},'curr_epoch_rewards':{'4':3},"
                                + "'per_attestation_rewards':[{'1':2}]},'sync_committee_rewards':4}"),
                new Told(
                        EventTopic.BLOB_SIDECAR,
                        BlobSidecarEvent.class,
                        "{'block_root':" + hash("aa") + ",'index':'1','slot':'10','kzg_commitment':" + hex("ee", 48)
                                + ",'versioned_hash':" + hash("01") + "}"),
                new Told(
                        EventTopic.LIGHT_CLIENT_FINALITY_UPDATE,
                        LightClientFinalityUpdateEvent.class,
                        "{'attested_header':" + LIGHT_HEADER + ",'finalized_header':" + LIGHT_HEADER
                                + ",'finality_branch':[],'sync_aggregate':" + AGGREGATE + ",'signature_slot':'8'}"),
                new Told(
                        EventTopic.LIGHT_CLIENT_OPTIMISTIC_UPDATE,
                        LightClientOptimisticUpdateEvent.class,
                        "{'attested_header':" + LIGHT_HEADER + ",'sync_aggregate':" + AGGREGATE
                                + ",'signature_slot':'8'}"),
                new Told(
                        EventTopic.ATTESTER_SLASHING,
                        AttesterSlashingEvent.class,
                        "{'attestation_1':" + INDEXED + ",'attestation_2':" + INDEXED + "}"),
                new Told(
                        EventTopic.PROPOSER_SLASHING,
                        ProposerSlashingEvent.class,
                        "{'signed_header_1':" + SIGNED_HEADER + ",'signed_header_2':" + SIGNED_HEADER + "}"),
                new Told(
                        EventTopic.BLS_TO_EXECUTION_CHANGE,
                        BlsToExecutionChangeEvent.class,
                        "{'message':{'validator_index':'2','from_bls_pubkey':" + hex("ee", 48)
                                + ",'to_execution_address':" + hex("0f", 20) + "},'signature':" + SIGNATURE + "}"),
                new Told(EventTopic.BLOCK_GOSSIP, BlockGossipEvent.class, "{'slot':'10','block':" + hash("aa") + "}"));
    }

    @Test
    void told_areAllTopicsThatAreKnown() {
        assertThat(told().map(Told::topic)).containsExactlyInAnyOrderElementsOf(EventTopic.KNOWN);
    }

    @ParameterizedTest
    @MethodSource("told")
    void read_asANodeTellsIt_hasTheTypeOfItsTopic(Told told) {
        assertThat(read(told.topic(), told.data())).isInstanceOf(told.type());
    }

    @ParameterizedTest
    @MethodSource("told")
    void read_withMore_isTheSame(Told told) {
        BeaconEvent event = read(told.topic(), told.data());

        assertThat(read(told.topic(), "{'unheard_of':[1]," + told.data().substring(1)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("told")
    void read_cutOff_isAValueThatSaysWhy(Told told) {
        String data = told.data().substring(0, told.data().length() - 1);

        assertThat(read(told.topic(), data)).isInstanceOfSatisfying(UnknownEvent.class, event -> {
            assertThat(event.topic()).isEqualTo(told.topic().name());
            assertThat(event.data()).isEqualTo(json(data));
            assertThat(event.problem()).isPresent();
        });
    }

    @Test
    void read_head_hasEveryField() {
        HeadEvent head = (HeadEvent) read(EventTopic.HEAD);

        assertThat(head.slot()).isEqualTo(UInt64.of(10));
        assertThat(head.block()).isEqualTo(hash32("aa"));
        assertThat(head.state()).isEqualTo(hash32("bb"));
        assertThat(head.currentDutyDependentRoot()).isEqualTo(hash32("cc"));
        assertThat(head.previousDutyDependentRoot()).isEqualTo(hash32("dd"));
        assertThat(head.isEpochTransition()).isTrue();
        assertThat(head.isExecutionOptimistic()).isFalse();
    }

    @Test
    void read_chainReorg_tellsOldFromNew() {
        ChainReorgEvent reorg = (ChainReorgEvent) read(EventTopic.CHAIN_REORG);

        assertThat(reorg.depth()).isEqualTo(UInt64.of(50));
        assertThat(reorg.oldHeadBlock()).isEqualTo(hash32("aa"));
        assertThat(reorg.newHeadBlock()).isEqualTo(hash32("bb"));
        assertThat(reorg.oldHeadState()).isEqualTo(hash32("cc"));
        assertThat(reorg.newHeadState()).isEqualTo(hash32("dd"));
    }

    @Test
    void read_finalizedCheckpoint_tellsBlockFromState() {
        FinalizedCheckpointEvent checkpoint = (FinalizedCheckpointEvent) read(EventTopic.FINALIZED_CHECKPOINT);

        assertThat(checkpoint.block()).isEqualTo(hash32("aa"));
        assertThat(checkpoint.state()).isEqualTo(hash32("bb"));
        assertThat(checkpoint.epoch()).isEqualTo(UInt64.of(2));
    }

    @Test
    void read_lateHead_hasDurationsAndABareNumber() {
        LateHeadEvent late = (LateHeadEvent) read(EventTopic.LATE_HEAD);

        assertThat(late.proposerIndex()).isEqualTo(UInt64.of(18446744));
        assertThat(late.blockDelay()).isEqualTo(Duration.ofMillis(4500));
        assertThat(late.observedDelay()).contains(Duration.ofNanos(1));
        assertThat(late.importedDelay()).isEmpty();
        assertThat(late.peerId()).isEmpty();
        assertThat(late.peerClient()).contains("Lighthouse");
        assertThat(late.proposerGraffiti()).isEqualTo("hi \u00e9");
    }

    @Test
    void read_blockReward_hasTheAmountsOfAttestations() {
        BlockRewardEvent reward = (BlockRewardEvent) read(EventTopic.BLOCK_REWARD);

        assertThat(reward.block()).isEqualTo(hash32("aa"));
        assertThat(reward.parentSlot()).isEqualTo(UInt64.of(9));
        assertThat(reward.proposerIndex()).isEqualTo(UInt64.of(7));
        assertThat(reward.total()).isEqualTo(UInt64.of(5));
        assertThat(reward.previousEpochTotal()).isEqualTo(UInt64.of(2));
        assertThat(reward.currentEpochTotal()).isEqualTo(UInt64.of(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_payloadAttributes_haveTheTypeOfTheDeclaredFork(boolean isVersionFirst) {
        String root = ",'parent_beacon_block_root':" + hash("0b");
        PayloadAttributesEvent capella = (PayloadAttributesEvent)
                read(EventTopic.PAYLOAD_ATTRIBUTES, ordered(attributes("capella", root), isVersionFirst));
        PayloadAttributesEvent deneb = (PayloadAttributesEvent)
                read(EventTopic.PAYLOAD_ATTRIBUTES, ordered(attributes("deneb", root), isVersionFirst));

        assertThat(capella.payloadAttributes()).isInstanceOf(CapellaAttributes.class);
        assertThat(capella.payloadAttributes().timestamp()).isEqualTo(UInt64.of(123456));
        assertThat(capella.payloadAttributes().withdrawals()).hasSize(1);
        assertThat(capella.parentBlockNumber()).isEqualTo(UInt64.of(9));
        assertThat(capella.parentBlockRoot()).isEqualTo(hash32("aa"));
        assertThat(capella.parentBlockHash()).isEqualTo(hash32("bb"));
        assertThat(((DenebAttributes) deneb.payloadAttributes()).parentBeaconBlockRoot())
                .isEqualTo(hash32("0b"));
    }

    @ParameterizedTest
    @CsvSource({"deneb,parent_beacon_block_root", "electra,Electra", "bellatrix,Bellatrix", "fulu,no fork"})
    void read_payloadAttributesThatCannotBe_sayWhy(String fork, String problem) {
        assertThat(read(EventTopic.PAYLOAD_ATTRIBUTES, attributes(fork, "")))
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        event -> assertThat(event.problem()).get().asString().contains(problem));
    }

    @Test
    void read_contributionOfAnotherPreset_saysWhy() {
        BeaconEvent event = EventSchemas.of(BlockSchemas.of(Preset.MINIMAL))
                .read(
                        EventTopic.CONTRIBUTION_AND_PROOF.name(),
                        json(data(EventTopic.CONTRIBUTION_AND_PROOF)).getBytes(UTF_8));

        assertThat(event)
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        unknown ->
                                assertThat(unknown.problem()).get().asString().contains("aggregation_bits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "data_column_sidecar", ""})
    void read_topicThatIsNotKnown_isAValueWithItsText(String topic) {
        assertThat(SCHEMAS.read(topic, "no json \u00e9".getBytes(UTF_8)))
                .isEqualTo(new UnknownEvent(topic, "no json \u00e9", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'slot':10}                             | $.slot",
                "{'slot':'-1'}                           | $.slot",
                "{'slot':'10','block':'0x12'}            | $.block",
                "{'slot':'10'}                           | $.block",
                "[]                                      | $",
                "<html>                                  | $",
            })
    void read_wrongData_saysWhere(String data, String path) {
        assertThat(read(EventTopic.BLOCK_GOSSIP, data.strip()))
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        event -> assertThat(event.problem()).get().asString().startsWith(path.strip() + ":"));
    }

    private static BeaconEvent read(EventTopic topic) {
        return read(topic, data(topic));
    }

    private static String data(EventTopic topic) {
        return told().filter(told -> told.topic().equals(topic))
                .findAny()
                .orElseThrow()
                .data();
    }

    private static BeaconEvent read(EventTopic topic, String data) {
        return SCHEMAS.read(topic.name(), json(data).getBytes(UTF_8));
    }

    private static String attributes(String fork, String more) {
        return "{'version':'" + fork + "','data':{'proposal_slot':'10','proposer_index':'123','parent_block_root':"
                + hash("aa") + ",'parent_block_number':'9','parent_block_hash':" + hash("bb")
                + ",'payload_attributes':{'timestamp':'123456','prev_randao':" + hash("cc")
                + ",'suggested_fee_recipient':" + hex("0f", 20)
                + ",'withdrawals':[{'index':'5','validator_index':'10','address':" + hex("0e", 20)
                + ",'amount':'15640'}]" + more + "}}}";
    }

    private static String ordered(String event, boolean isVersionFirst) {
        int data = event.indexOf(",'data'");
        return isVersionFirst
                ? event
                : "{" + event.substring(data + 1, event.length() - 1) + "," + event.substring(1, data) + "}";
    }

    private static String json(String quotes) {
        return quotes.replace('\'', '"');
    }

    private static String hash(String digits) {
        return hex(digits, 32);
    }

    private static String hex(String digits, int count) {
        return "'0x" + digits.repeat(count) + "'";
    }

    private static Hash32 hash32(String digits) {
        return Hash32.parse("0x" + digits.repeat(32));
    }
}
