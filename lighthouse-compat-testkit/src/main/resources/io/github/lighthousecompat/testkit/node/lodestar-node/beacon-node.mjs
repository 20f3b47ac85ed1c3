// Runs the beacon node of this npm set for as long as standard input stays open. Whoever starts it holds the other end, so
// it cannot outlive a JVM that was killed.
//
//   node beacon-node.mjs <rpcUrl> dev <option>...
//
// The chain begins on the first block of the execution layer at rpcUrl.
import * as nodeModule from 'node:module'

process.stdin.resume().on('close', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0)) // of itself it closes its ports and stays until it is told again
process.env.NODE_BACKEND = 'js' // else a hash function looks for a native addon that was never built

// Of its native BLS there are no builds for Node.js 23 and later. What depends on it takes a slower one where this fails to
// load; only the command line insists on one name of it.
if (Number(process.versions.node.split('.')[0]) > 22) {
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@chainsafe/blst'
        ? { url: 'data:text/javascript,export const CoordType = {}', shortCircuit: true }
        : next(specifier, context),
  })
}

// Packages that it depends on use what came with Node.js 22.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new this((...both) => ([resolve, reject] = both))
  return { promise, resolve, reject }
}

const [node, script, rpcUrl, ...options] = process.argv
const response = await fetch(rpcUrl, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getBlockByNumber', params: ['0x0', false] }),
})
const { result } = await response.json()
process.argv = [node, script, ...options, '--genesisEth1Hash', result.hash]
await import('@chainsafe/lodestar')
