/** Lets one caller in at a time, in the order in which they came. */
export type OneAtATime = <A>(work: () => Promise<A>) => Promise<A>

export const oneAtATime = (): OneAtATime => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
}
