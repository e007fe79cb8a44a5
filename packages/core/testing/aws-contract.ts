import { describe } from 'vitest'
import { readsAreHeldToTheContract } from './aws-contract-reads.js'
import { targetsAreHeldToTheContract } from './aws-contract-targets.js'
import { writesAreHeldToTheContract } from './aws-contract-writes.js'
import type { MakeAwsWorld } from './aws-story.js'

/** What any adapter of the `Aws` port does, whatever it is made of: called once in a test file, with a new account for each test. */
export const awsContract = (adapter: string, makeWorld: MakeAwsWorld): void => {
  describe(`the contract of Aws, by ${adapter}`, () => {
    // Each for itself, so that a test makes one account and not one for each of them.
    describe('reads', () => readsAreHeldToTheContract(makeWorld))
    describe('writes', () => writesAreHeldToTheContract(makeWorld))
    describe('targets', () => targetsAreHeldToTheContract(makeWorld))
  })
}
