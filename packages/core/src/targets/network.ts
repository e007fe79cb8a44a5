import type { Diagnostic } from '../checked/diagnostic.js'
import type { Permission } from '../resources/security-group.js'

/** What one binding wants of the security groups that guard its targets: permissions by the id of the group. */
export type Contribution = ReadonlyMap<string, ReadonlyArray<Permission>>

/** What a binding comes to: what it wants, or why nobody can say. */
export type Contributed =
  | { readonly is: 'known'; readonly wants: Contribution }
  | { readonly is: 'unknown'; readonly because: ReadonlyArray<Diagnostic> }
