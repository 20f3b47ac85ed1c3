// The execution layer behind a chain: the calls of a beacon node, and payloads in the form of either side.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ssz } from '@lodestar/types'

export const hex = (bytes) => '0x' + Buffer.from(bytes).toString('hex')
export const unhex = (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))
const quantity = (number) => '0x' + BigInt(number).toString(16)

// Both sides give the fields the same names; the Engine API writes every number as a quantity.
const NUMBERS = ['blockNumber', 'gasLimit', 'gasUsed', 'timestamp']
const BIG_NUMBERS = ['baseFeePerGas', 'blobGasUsed', 'excessBlobGas']

const withdrawalToEngine = ({ index, validatorIndex, address, amount }) => ({
  index: quantity(index), validatorIndex: quantity(validatorIndex), address: hex(address), amount: quantity(amount),
})

const withdrawalFromEngine = ({ index, validatorIndex, address, amount }) => ({
  index: Number(index), validatorIndex: Number(validatorIndex), address: unhex(address), amount: BigInt(amount),
})

const toEngine = (name, value) => {
  if (name === 'transactions') return value.map(hex)
  if (name === 'withdrawals') return value.map(withdrawalToEngine)
  return value instanceof Uint8Array ? hex(value) : quantity(value)
}

const fromEngine = (name, value) => {
  if (name === 'transactions') return value.map(unhex)
  if (name === 'withdrawals') return value.map(withdrawalFromEngine)
  if (NUMBERS.includes(name)) return Number(value)
  return BIG_NUMBERS.includes(name) ? BigInt(value) : unhex(value)
}

export class ExecutionLayer {
  constructor(engineUrl, rpcUrl, jwtFile) {
    this.engineUrl = engineUrl
    this.rpcUrl = rpcUrl
    this.secret = Buffer.from(readFileSync(jwtFile, 'utf8').trim(), 'hex')
  }

  // The first block of its chain, with the names of a payload.
  async first() {
    const block = await this.ask(this.rpcUrl, 'eth_getBlockByNumber', '0x0', false)
    const { miner, mixHash, number, hash } = block
    const fields = { ...block, feeRecipient: miner, prevRandao: mixHash, blockNumber: number, blockHash: hash }
    return this.payload('capella', { ...fields, transactions: [], withdrawals: [] })
  }

  // Has a payload built: { payload, value, kzgProofs, blobs, commitments }.
  async build(fork, forkchoice, { timestamp, prevRandao, feeRecipient, withdrawals, parentRoot }) {
    const attributes = {
      timestamp: quantity(timestamp), prevRandao: hex(prevRandao), suggestedFeeRecipient: feeRecipient,
      withdrawals: withdrawals.map(withdrawalToEngine),
      ...(fork === 'deneb' && { parentBeaconBlockRoot: hex(parentRoot) }),
    }
    const { payloadId } = await this.engine('forkchoiceUpdated', fork, forkchoice, attributes)
    const { executionPayload, blockValue, blobsBundle } = await this.engine('getPayload', fork, payloadId)
    const { proofs = [], blobs = [], commitments = [] } = blobsBundle ?? {}
    return {
      payload: this.payload(fork, executionPayload), value: BigInt(blockValue), kzgProofs: proofs.map(unhex),
      blobs: blobs.map(unhex), commitments: commitments.map(unhex),
    }
  }

  // What it thinks of a payload.
  judge(fork, payload, versionedHashes, parentRoot) {
    const fields = Object.entries(payload).map(([name, value]) => [name, toEngine(name, value)])
    const blobs = fork === 'deneb' ? [versionedHashes, hex(parentRoot)] : []
    return this.engine('newPayload', fork, Object.fromEntries(fields), ...blobs)
  }

  choose(fork, forkchoice) {
    return this.engine('forkchoiceUpdated', fork, forkchoice, null)
  }

  payload(fork, fields) {
    const names = Object.keys(ssz[fork].ExecutionPayload.fields)
    return Object.fromEntries(names.map((name) => [name, fromEngine(name, fields[name])]))
  }

  engine(method, fork, ...args) {
    return this.ask(this.engineUrl, `engine_${method}V${fork === 'deneb' ? 3 : 2}`, ...args)
  }

  async ask(url, method, ...params) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ' + this.token() },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const { result, error } = await response.json()
    if (error) throw new Error(`${method}: ${error.code} ${error.message}`)
    return result
  }

  token() {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = part({ alg: 'HS256', typ: 'JWT' }) + '.' + part({ iat: Math.floor(Date.now() / 1000) })
    return claims + '.' + createHmac('sha256', this.secret).update(claims).digest('base64url')
  }
}
