import type { AwsKind, StackId } from '../resources/ref.js'
import type { Stack } from '../resources/stack.js'
import type { KubernetesWrite } from './write.js'

/** What is wanted of one stack. A stack that is not named is stray: reported, and in no step. */
export type StackGoal =
  | {
      readonly goal: 'wanted'
      readonly stack: Stack
      /** Before the first AWS write: finalizers of members that lack theirs. */
      readonly claims: ReadonlyArray<KubernetesWrite>
      /** When listeners and rules stand: status of members that shows something else now. */
      readonly publishes: ReadonlyArray<KubernetesWrite>
      /** Of those who left: their status shows nothing of it any more, and after their last resource is gone they are released. */
      readonly releases: ReadonlyArray<KubernetesWrite>
    }
  | { readonly goal: 'leaving'; readonly releases: ReadonlyArray<KubernetesWrite> }
  /** Nothing of it is touched; those who left are released once no rule names their target groups. */
  | { readonly goal: 'frozen'; readonly releases: ReadonlyArray<KubernetesWrite> }

export interface DesiredState {
  readonly stacks: ReadonlyMap<StackId, StackGoal>
  /** Tag keys, besides those that start with `aws:`, that steps neither set nor remove. */
  readonly foreignTags: Readonly<Record<AwsKind, ReadonlySet<string>>>
}
