// Runs the execution client of this npm set with the given arguments for as long as standard input stays open.
// Whoever starts it holds the other end, so it cannot outlive a JVM that was killed.
process.stdin.resume().on('close', () => process.exit(0))
await import('@ethereumjs/client')
