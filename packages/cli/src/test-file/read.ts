import { type Path, readText, type Text } from '@alb-ingress/adapter-k8s/manifests'
import { catalogue, E, nearest, O, type Position, positionText, requestOf } from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import { type Problem, problemsIn } from '../schema/problems.js'
import { shapeOf } from '../schema/shape.js'
import { TestFile } from './declaration.js'

/** A test file as it was read. */
export interface ReadTests {
  readonly path: string
  readonly tests: TestFile
  /** Where the value at a path of the file stands. */
  readonly positionOf: (path: Path) => Position
}

const shape = shapeOf(TestFile)

const badRequests = ({ tests }: TestFile): ReadonlyArray<Problem> =>
  tests.flatMap(({ request }, index) => {
    const read = requestOf(request)
    return E.isLeft(read) ? [{ path: ['tests', index, 'request'], message: read.left }] : []
  })

const emptyExpectations = ({ tests }: TestFile): ReadonlyArray<Problem> =>
  tests.flatMap(({ expect }, index) =>
    Object.keys(expect).length > 0
      ? []
      : [
          {
            path: ['tests', index, 'expect'],
            message: 'expect says nothing. Name a service, a redirect, a response or the like.'
          }
        ]
  )

const unknownCodes = ({ refused = [] }: TestFile): ReadonlyArray<Problem> =>
  refused.flatMap((code, index) => {
    if (Object.hasOwn(catalogue, code)) return []
    const meant = nearest(code, Object.keys(catalogue))
    const advice = O.isSome(meant) ? `Did you mean ${meant.value}?` : 'Codes stand in brackets before each finding.'
    return [{ path: ['refused', index], message: `${JSON.stringify(code)} is no code of a finding. ${advice}` }]
  })

const noTests = ({ tests, refused = [] }: TestFile): ReadonlyArray<Problem> =>
  tests.length + refused.length > 0
    ? []
    : [{ path: ['tests'], message: 'There is no test. Write a request and what to expect.' }]

const twice = ({ duplicates }: Text): ReadonlyArray<Problem> =>
  duplicates.map(({ path }) => ({ path, message: `${String(path.at(-1))} is written twice. Keep one of them.` }))

/** Reads a test file. `Left`: all that is wrong with it, each with its place. */
export const readTests = (path: string, content: string): E.Either<Trouble, ReadTests> => {
  const read = readText(path, content)
  if (E.isLeft(read)) {
    const { position, message, hint } = read.left
    return E.left([oneLine(`${positionText(position)}: ${message} ${hint}`)])
  }
  const text = read.right
  const told = (problems: ReadonlyArray<Problem>): Trouble =>
    problems.map((each) => oneLine(`${positionText(text.positionOf(each.path))}: ${each.message}`))
  const misshapen = [...twice(text), ...problemsIn(shape, text.value ?? {})]
  if (misshapen.length > 0) return E.left(told(misshapen))
  const decoded = TestFile.decode(text.value)
  if (E.isLeft(decoded)) throw new Error('A test file has the shape of its declaration, and yet cannot be decoded.')
  const tests = decoded.right
  const wrong = [noTests, badRequests, emptyExpectations, unknownCodes].flatMap((find) => find(tests))
  return wrong.length > 0 ? E.left(told(wrong)) : E.right({ path, tests, positionOf: text.positionOf })
}
