import { describe } from 'vitest'
import { readsAreHeldToTheContract } from './aws-contract-reads.js'
import { targetsAreHeldToTheContract } from './aws-contract-targets.js'
import { writesAreHeldToTheContract } from './aws-contract-writes.js'
import type { MakeAwsWorld } from './aws-story.js'

/** What any adapter of the `Aws` port does, whatever it is made of: called once in a test file, with a new account for each test. */
export const awsContract = (adapter: string, makeWorld: MakeAwsWorld): void => {
  describe(`the contract of Aws, by ${adapter}`, () => {
    readsAreHeldToTheContract(makeWorld)
    writesAreHeldToTheContract(makeWorld)
    targetsAreHeldToTheContract(makeWorld)
  })
}
