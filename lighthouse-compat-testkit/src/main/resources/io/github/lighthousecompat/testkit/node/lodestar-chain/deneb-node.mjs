// The Beacon API of a chain of interop validators that goes from Capella to Deneb over an execution layer.
//
//   node deneb-node.mjs <engineUrl> <rpcUrl> <jwtFile> <secondsPerSlot> <denebEpoch>
//   > ok 40123                 the port of its API on the loopback address
//   < advance 3                proposes, signs and imports a block in each of the next three slots
//   > ok 0x...                 the root of the head, or: error <message>
//
// What is whose: routes, checks of requests, content negotiation, JSON, SSZ and headers are those of @lodestar/api, blocks
// and states those of @lodestar/state-transition. When a block is due and where it is kept is ours: see chain.mjs. What
// is not served answers 501.
import './preset.mjs'
import { createInterface } from 'node:readline'
import { registerRoutes } from '@lodestar/api/beacon/server'
import { ApiError, addSszContentTypeParser } from '@lodestar/api/server'
import { chainConfigToJson } from '@lodestar/config'
import { SLOTS_PER_EPOCH, activePreset, presetToJson } from '@lodestar/params'
import { beaconBlockToBlinded, reconstructSignedBlockContents } from '@lodestar/state-transition'
import { getValidatorStatus, ssz } from '@lodestar/types'
import { fastify } from 'fastify'
import qs from 'qs'
import { Chain, Refused, epochOf, keys } from './chain.mjs'
import { ExecutionLayer, hex } from './execution.mjs'

process.stdin.on('close', () => process.exit(0)) // with whoever started it
const [engineUrl, rpcUrl, jwtFile, secondsPerSlot, denebEpoch] = process.argv.slice(2)
const executionLayer = new ExecutionLayer(engineUrl, rpcUrl, jwtFile)
const chain = await Chain.begin(executionLayer, Number(secondsPerSlot), Number(denebEpoch))
const { config } = chain

// ---- blocks and states by what they are called ----

const find = (what, id, byRoot) => {
  const entry = /^(head|genesis|justified|finalized)$/.test(id)
    ? { head: chain.head, genesis: chain.genesis(), justified: chain.justified(), finalized: chain.finalized() }[id]
    : /^\d+$/.test(id) ? chain.bySlot.get(Number(id)) : byRoot(id)
  if (entry) return entry
  throw new ApiError(/^(0x[0-9a-f]{64}|\d+)$/.test(id) ? 404 : 400, `there is no ${what} ${id}`)
}
const findBlock = (id) => find('block', id, (root) => chain.byRoot.get(root))
const findState = (id) =>
  find('state', id, (root) => [...chain.byRoot.values()].find(({ signed }) => hex(signed.message.stateRoot) === root))

const answer = (entry, data) => ({
  data, meta: { version: entry.fork, executionOptimistic: false, finalized: entry.slot <= chain.finalized().slot },
})
const onBlock = (tell) => async ({ blockId, ...query }) => answer(findBlock(blockId), tell(findBlock(blockId), query))
const onState = (tell) => async ({ stateId, ...query }) => answer(findState(stateId), tell(findState(stateId), query))

const header = ({ fork, root, signed }) => ({ root, canonical: true, header: chain.header(fork, signed) })

const headers = async ({ slot, parentRoot }) => {
  const isHead = slot === undefined && parentRoot === undefined
  const isWanted = ({ signed: { message } }) =>
    [message.slot, undefined].includes(slot) && [hex(message.parentRoot), undefined].includes(parentRoot)
  return answer(chain.head, (isHead ? [chain.head] : [...chain.byRoot.values()].filter(isWanted)).map(header))
}

// ---- validators and their duties ----

const chosen = (state, ids = []) => {
  const wanted = new Set(ids.map(String))
  const names = (index) => [String(index), hex(state.validators.getReadonly(index).pubkey)]
  const all = [...Array(state.validators.length).keys()]
  return wanted.size === 0 ? all : all.filter((index) => names(index).some((name) => wanted.has(name)))
}

const validators = onState(({ slot, state }, { validatorIds, statuses = [] }) => {
  const all = chosen(state, validatorIds).map((index) => {
    const validator = state.validators.getReadonly(index).toValue()
    return { index, balance: state.balances.get(index), status: getValidatorStatus(validator, epochOf(slot)), validator }
  })
  // a status without a detail stands for all that begin with it
  const isOf = (status) => (wanted) => status === wanted || status.startsWith(wanted + '_')
  return statuses.length === 0 ? all : all.filter(({ status }) => statuses.some(isOf(status)))
})

const balances = onState(({ state }, { validatorIds }) =>
  chosen(state, validatorIds).map((index) => ({ index, balance: state.balances.get(index) })))

const stateIn = (epoch) => {
  const present = chain.head.state.epochCtx.epoch
  if (epoch > present + 1) throw new ApiError(400, `epoch ${epoch} is more than one after ${present}`)
  if (epoch >= present) return chain.head.state
  const last = [...chain.bySlot.values()].filter(({ slot }) => epochOf(slot) === epoch).at(-1)
  if (last) return last.state
  throw new ApiError(404, `there is no block in epoch ${epoch}`)
}
const pubkey = (validator) => keys[validator].toPublicKey().toBytes()
const duties = (data, root) => ({ data, meta: { executionOptimistic: false, dependentRoot: hex(root) } })

const proposerDuties = async ({ epoch }) => {
  const state = stateIn(epoch)
  const isNext = epoch > state.epochCtx.epoch
  const proposers = isNext ? state.epochCtx.getBeaconProposersNextEpoch() : state.epochCtx.getBeaconProposers()
  const data = [...proposers].map((validatorIndex, i) => (
    { slot: epoch * SLOTS_PER_EPOCH + i, validatorIndex, pubkey: pubkey(validatorIndex) }))
  // the proposers of the next epoch follow from the last block of this one
  return duties(data, isNext ? chain.head.root : chain.proposerDependentRoot(state))
}

const attesterDuties = async ({ epoch, indices }) => {
  const state = stateIn(epoch)
  const assignments = [...state.epochCtx.getCommitteeAssignments(epoch, indices.map(Number)).values()]
  const data = assignments.map((duty) => ({ ...duty, pubkey: pubkey(duty.validatorIndex) }))
  return duties(data, chain.attesterDependentRoot(state, epoch))
}

const syncDuties = async ({ epoch, indices }) => {
  const { validatorIndexMap } = stateIn(epoch).epochCtx.getIndexedSyncCommitteeAtEpoch(epoch)
  const data = indices.map(Number).filter((index) => validatorIndexMap.has(index)).map((validatorIndex) => ({
    pubkey: pubkey(validatorIndex), validatorIndex,
    validatorSyncCommitteeIndices: [...validatorIndexMap.get(validatorIndex)],
  }))
  return { data, meta: { executionOptimistic: false } }
}

// ---- proposals ----

// What blinded blocks leave out, by the hash of the payload. A builder always pays more, unless its blocks count for nothing.
const left = new Map()

const produce = async ({ slot, randaoReveal, graffiti, builderBoostFactor }) => {
  const { fork, block, value, kzgProofs, blobs } = await chain.produce(slot, randaoReveal, graffiti)
  const isBlinded = builderBoostFactor !== 0n
  const contents = fork === 'deneb' ? { block, kzgProofs, blobs } : { block }
  const { executionPayload } = block.body
  left.set(hex(executionPayload.blockHash), { executionPayload, blobsBundle: { proofs: kzgProofs, blobs } })
  const meta = {
    version: fork, executionPayloadBlinded: isBlinded, executionPayloadSource: isBlinded ? 'builder' : 'engine',
    executionPayloadValue: value, consensusBlockValue: 0n,
  }
  return { data: isBlinded ? beaconBlockToBlinded(config, block) : contents, meta }
}

const publish = async ({ signedBlockContents: { signedBlock, kzgProofs, blobs } }) => {
  const { message } = signedBlock
  const root = hex(ssz[config.getForkName(message.slot)].BeaconBlock.hashTreeRoot(message))
  if (chain.byRoot.has(root)) return { status: 202 }
  await chain.importBlock(signedBlock, kzgProofs, blobs)
}

const publishBlinded = async ({ signedBlindedBlock }) => {
  const { slot, body } = signedBlindedBlock.message
  const rest = left.get(hex(body.executionPayloadHeader.blockHash))
  if (!rest) throw new ApiError(400, 'nobody built the payload of the block')
  const { executionPayload, blobsBundle } = rest
  const fork = config.getForkName(slot)
  return publish({ signedBlockContents: reconstructSignedBlockContents(fork, signedBlindedBlock, executionPayload, blobsBundle) })
}

// ---- routes ----

const orMissing = (methods) => new Proxy(methods, {
  get: (all, name) => all[name] ?? (async () => {
    throw new ApiError(501, `this chain does not serve ${String(name)}`)
  }),
})
const nobody = { disconnected: 0, connecting: 0, connected: 0, disconnecting: 0 }
const done = async () => {}

const routes = {
  node: orMissing({
    getNodeVersion: async () => ({ data: { version: 'Lodestar-packages/v1.38.0' } }),
    getNetworkIdentity: async () => ({
      data: {
        peerId: 'none', enr: '', p2pAddresses: [], discoveryAddresses: [], metadata: ssz.altair.Metadata.defaultValue(),
      },
    }),
    getPeerCount: async () => ({ data: nobody }),
    getSyncingStatus: async () => ({
      data: { headSlot: chain.head.slot, syncDistance: 0, isSyncing: false, isOptimistic: false, elOffline: false },
    }),
    getHealth: async () => ({ status: 200 }),
  }),
  config: orMissing({
    getSpec: async () => ({ data: { ...presetToJson(activePreset), ...chainConfigToJson(config) } }),
    getForkSchedule: async () => ({
      data: config.forksAscendingEpochOrder.map(({ prevVersion, version, epoch }) => (
        { previousVersion: prevVersion, currentVersion: version, epoch })),
    }),
  }),
  beacon: orMissing({
    getGenesis: async () => {
      const { first: { timestamp: genesisTime }, genesisValidatorsRoot } = chain
      return { data: { genesisTime, genesisValidatorsRoot, genesisForkVersion: config.GENESIS_FORK_VERSION } }
    },
    getBlockV2: onBlock(({ signed }) => signed),
    getBlockHeader: onBlock(header),
    getBlockHeaders: headers,
    getBlockRoot: onBlock(({ root }) => ({ root })),
    getBlobSidecars: onBlock(({ blobSidecars }, { indices }) =>
      blobSidecars.filter(({ index }) => !indices || indices.map(Number).includes(index))),
    publishBlockV2: publish,
    publishBlindedBlockV2: publishBlinded,
    getStateRoot: onState(({ state }) => ({ root: state.hashTreeRoot() })),
    getStateFork: onState(({ state }) => state.fork.toValue()),
    getStateFinalityCheckpoints: onState(({ state }) => ({
      previousJustified: state.previousJustifiedCheckpoint.toValue(),
      currentJustified: state.currentJustifiedCheckpoint.toValue(),
      finalized: state.finalizedCheckpoint.toValue(),
    })),
    getStateValidators: validators,
    postStateValidators: validators,
    getStateValidatorBalances: balances,
    postStateValidatorBalances: balances,
  }),
  debug: orMissing({ getStateV2: onState(({ state }) => state.toValue()) }),
  validator: orMissing({
    getProposerDuties: proposerDuties,
    getAttesterDuties: attesterDuties,
    getSyncCommitteeDuties: syncDuties,
    produceBlockV3: produce,
    produceAttestationData: async ({ slot, committeeIndex }) => (
      { data: chain.attestationData(chain.stateAt(Math.max(slot, chain.head.slot) + 1), slot, committeeIndex) }),
    prepareBeaconProposer: async ({ proposers }) => proposers.forEach(({ validatorIndex, feeRecipient }) =>
      chain.feeRecipients.set(Number(validatorIndex), feeRecipient)),
    prepareBeaconCommitteeSubnet: done,
    prepareSyncCommitteeSubnets: done,
  }),
  events: {
    eventstream: ({ topics, signal, onEvent }) => {
      const listener = { topics, onEvent }
      chain.listeners.add(listener)
      signal.addEventListener('abort', () => chain.listeners.delete(listener))
    },
  },
}

const server = fastify({
  bodyLimit: 32 << 20,
  ajv: { customOptions: { coerceTypes: 'array' } },
  routerOptions: { maxParamLength: 256, querystringParser: (text) => qs.parse(text, { comma: true, parseArrays: false }) },
})
addSszContentTypeParser(server)
server.setErrorHandler((error, request, reply) => {
  const code = error instanceof Refused || error.validation ? 400 : (error.statusCode ?? 500)
  return reply.code(code).send({ code, message: error.message })
})
server.setNotFoundHandler(({ method, url }, reply) =>
  reply.code(404).send({ code: 404, message: `there is no route ${method} ${url}` }))
registerRoutes(server, config, routes, Object.keys(routes))
await server.listen({ host: '127.0.0.1', port: 0 })
console.log('ok ' + server.server.address().port)

for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ')
  try {
    if (command !== 'advance') throw new Error(`${command} is no command`)
    console.log('ok ' + (await chain.advance(Number(count))))
  } catch (e) {
    console.log('error ' + String(e.message).replace(/\s+/g, ' '))
  }
}
