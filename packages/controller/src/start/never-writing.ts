import { type Fault, fault, type Ports, TE } from '@alb-ingress/core'

const refused = (call: string): TE.TaskEither<Fault, never> =>
  TE.left(fault('denied', 'DryRun', call, 'a dry run writes nothing'))

/** The same world, in which nothing can be written: a dry run asks for no write, and if one did, nothing would come of it. */
export const neverWriting = ({ aws, kubernetes, clock }: Ports): Ports => ({
  aws: { ...aws, perform: ({ action }) => refused(action) },
  kubernetes: { ...kubernetes, perform: ({ write }) => refused(write) },
  clock
})
