import type { IamPolicy, Statement } from '../../src/index.js'

/** A call as IAM looks at it. */
export interface Request {
  readonly action: string
  readonly resource: string
  /** Condition keys and their values; `aws:TagKeys` has several. */
  readonly context?: Readonly<Record<string, string | ReadonlyArray<string>>>
}

const list = (value: string | ReadonlyArray<string> | undefined): ReadonlyArray<string> =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`
  ).test(text)

type Operator = (there: ReadonlyArray<string>, wanted: ReadonlyArray<string>) => boolean

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: (there, wanted) => there.some((value) => wanted.includes(value)),
  StringEqualsIfExists: (there, wanted) => there.length === 0 || there.some((value) => wanted.includes(value)),
  'ForAllValues:StringNotEquals': (there, wanted) => there.every((value) => !wanted.includes(value)),
  ArnLike: (there, wanted) => there.some((value) => wanted.some((pattern) => like(pattern, value))),
  Null: (there, [isNull]) => (isNull === 'true') === (there.length === 0)
}

const holds = ({ Condition = {} }: Statement, { context = {} }: Request): boolean =>
  Object.entries(Condition).every(([name, keys]) => {
    const operator = operators[name]
    if (operator === undefined) throw new Error(`no operator ${name}`)
    return Object.entries(keys).every(([key, wanted]) => operator(list(context[key]), list(wanted)))
  })

/** What IAM would say, as far as these policies go: any statement that fits allows. */
export const isAllowed = ({ Statement }: IamPolicy, request: Request): boolean =>
  Statement.some(
    (each) =>
      each.Action.some((action) => action === request.action) &&
      each.Resource.some((pattern) => like(pattern, request.resource)) &&
      holds(each, request)
  )
