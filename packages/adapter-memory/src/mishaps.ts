import { type Aws, type Fault, fault, type Kubernetes, type Ports, TE } from '@alb-ingress/core'

/** Which calls a mishap befalls: those of a name (all, when there is none), from the `from`-th on, `times` of them. */
export interface Occasion {
  /** An AWS action such as `CreateRule`, a write such as `addFinalizer`, or `answer`, `observe`, `details`, `read`. */
  readonly call?: string
  /** Counts the calls of that name from 1; 1 when left out. */
  readonly from?: number
  /** 1 when left out. */
  readonly times?: number | 'always'
}

/** Something that goes wrong, as data: a test or a demonstration says beforehand what will befall which call. */
export type Mishap =
  | (Occasion & { readonly what: 'throttled' })
  | (Occasion & { readonly what: 'fails'; readonly kind: Fault['kind']; readonly code: string })
  | (Occasion & { readonly what: 'slow'; readonly milliseconds: number })
  /** The run is killed: after its so-manieth write, whose answer is lost, nothing more is done. */
  | { readonly what: 'stop'; readonly afterWrites: number }

const stopMessage = 'the run was stopped here, as its mishaps ask'

/** Whether an error is the end that a `stop` brings, and not a defect. */
export const isStop = (error: unknown): boolean => error instanceof Error && error.message === stopMessage

const stopped = (): never => {
  throw new Error(stopMessage)
}

type Sometime = Exclude<Mishap, { readonly what: 'stop' }>

const befalls = ({ call, from = 1, times = 1 }: Sometime, name: string, nth: number): boolean =>
  (call === undefined || call === name) && nth >= from && (times === 'always' || nth < from + times)

const faultOf = (mishap: Sometime, name: string): Fault | undefined => {
  if (mishap.what === 'throttled') return fault('throttled', 'Throttling', name, 'Rate exceeded')
  return mishap.what === 'fails' ? fault(mishap.kind, mishap.code, name, 'failed, as its mishaps ask') : undefined
}

/** The same ports, on which the given mishaps befall calls. Calls are counted over all ports together. */
export const withMishaps = (mishaps: ReadonlyArray<Mishap>, { aws, kubernetes, clock }: Ports): Ports => {
  const sometime = mishaps.filter((mishap): mishap is Sometime => mishap.what !== 'stop')
  const lastWrite = Math.min(...mishaps.map((mishap) => (mishap.what === 'stop' ? mishap.afterWrites : Infinity)))
  const counts = new Map<string, number>()
  let all = 0
  let writes = 0

  const befallen = (name: string): ReadonlyArray<Sometime> => {
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    all += 1
    return sometime.filter((mishap) => befalls(mishap, name, mishap.call === undefined ? all : nth))
  }

  const read =
    <A>(name: string, call: TE.TaskEither<Fault, A>): TE.TaskEither<Fault, A> =>
    async () => {
      if (writes >= lastWrite) stopped()
      for (const mishap of befallen(name)) {
        if (mishap.what === 'slow') await clock.sleep(mishap.milliseconds)()
        const failure = faultOf(mishap, name)
        if (failure !== undefined) return TE.left(failure)()
      }
      return call()
    }

  // A call that is declined writes nothing.
  const write = <A>(name: string, call: TE.TaskEither<Fault, A>): TE.TaskEither<Fault, A> =>
    read(name, async () => {
      if (writes >= lastWrite) stopped()
      writes += 1
      const last = writes >= lastWrite
      const answer = await call()
      return last ? stopped() : answer
    })

  return { aws: awsWith(aws, read, write), kubernetes: kubernetesWith(kubernetes, read, write), clock }
}

type Wrap = <A>(name: string, call: TE.TaskEither<Fault, A>) => TE.TaskEither<Fault, A>

const awsWith = (aws: Aws, read: Wrap, write: Wrap): Aws => ({
  answer: (needed) => read('answer', aws.answer(needed)),
  observe: (scope) => read('observe', aws.observe(scope)),
  details: (needed) => read('details', aws.details(needed)),
  perform: (call) => write(call.action, aws.perform(call))
})

const kubernetesWith = (kubernetes: Kubernetes, read: Wrap, write: Wrap): Kubernetes => ({
  ...kubernetes,
  read: read('read', kubernetes.read),
  perform: (each) => write(each.write, kubernetes.perform(each))
})
