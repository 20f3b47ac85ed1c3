package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;

/** The JSON of blocks of the minimal preset in which all that can be is zero or empty. */
final class BlockSamples {
    static final BlockSchemas SCHEMAS = BlockSchemas.of(Preset.MINIMAL);

    private static final String ROOT = "'" + Hash32.ZERO + "'";
    private static final String SIGNATURE = "'" + Bytes96.ZERO + "'";
    private static final String PAYLOAD = "'parent_hash':" + ROOT + ",'fee_recipient':'" + Address.ZERO
            + "','state_root':" + ROOT + ",'receipts_root':" + ROOT + ",'logs_bloom':'0x" + "00".repeat(Bloom.SIZE)
            + "','prev_randao':" + ROOT + ",'block_number':'0','gas_limit':'0','gas_used':'0','timestamp':'0',"
            + "'extra_data':'0x','base_fee_per_gas':'0','block_hash':" + ROOT;
    private static final String LISTS = ",'transactions':[],'withdrawals':[]";
    private static final String ROOTS = ",'transactions_root':" + ROOT + ",'withdrawals_root':" + ROOT;
    private static final String BLOB_GAS = ",'blob_gas_used':'0','excess_blob_gas':'0'";
    private static final String COMMITMENTS = ",'blob_kzg_commitments':[]";

    static final String CAPELLA = block("execution_payload", PAYLOAD + LISTS, "");
    static final String CAPELLA_BLINDED = block("execution_payload_header", PAYLOAD + ROOTS, "");
    static final String DENEB_CONTENTS = "{\"block\":"
            + block("execution_payload", PAYLOAD + LISTS + BLOB_GAS, COMMITMENTS) + ",\"kzg_proofs\":[],\"blobs\":[]}";
    static final String DENEB_BLINDED = block("execution_payload_header", PAYLOAD + ROOTS + BLOB_GAS, COMMITMENTS);

    private BlockSamples() {}

    private static String block(String payloadName, String payload, String more) {
        return ("{'slot':'7','proposer_index':'0','parent_root':" + ROOT + ",'state_root':" + ROOT
                        + ",'body':{'randao_reveal':" + SIGNATURE + ",'eth1_data':{'deposit_root':" + ROOT
                        + ",'deposit_count':'0','block_hash':" + ROOT + "},'graffiti':" + ROOT
                        + ",'proposer_slashings':[],'attester_slashings':[],'attestations':[],'deposits':[],"
                        + "'voluntary_exits':[],'sync_aggregate':{'sync_committee_bits':'0x00000000',"
                        + "'sync_committee_signature':" + SIGNATURE + "},'" + payloadName + "':{" + payload
                        + "},'bls_to_execution_changes':[]" + more + "}}")
                .replace('\'', '"');
    }
}
