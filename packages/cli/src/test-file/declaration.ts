import { described, Expected, RequestGiven, t } from '@alb-ingress/core'

const Test = t.readonly(
  t.intersection([
    t.type({
      request: described(
        'Method and absolute URL, such as GET https://shop.example/cart; or the parts of a request.',
        RequestGiven
      ),
      expect: described('What the request comes to. What is left out is not looked at.', Expected)
    }),
    t.partial({
      name: described('What the test is about, for reports. Default: the request.', t.string),
      group: described(
        'Only the load balancer of this group: its group.name, or namespace/name of an Ingress without one. Default: the one that has a rule for the request.',
        t.string
      )
    })
  ])
)
export type Test = t.TypeOf<typeof Test>

/** Tests of manifests, for people who do not write TypeScript. Reading, messages and the schema that editors know follow from this. */
export const TestFile = t.readonly(
  t.intersection([
    t.type({ tests: described('Requests, and what each should come to.', t.readonlyArray(Test)) }),
    t.partial({
      manifests: described(
        'Files, folders and globs with Ingresses, Services and what they name; paths count from the folder of this file. --manifests outranks it.',
        t.union([t.string, t.readonlyArray(t.string)])
      ),
      account: described(
        "The account file, by its path from the folder of this file; or an account in short, such as { certificates: ['*.shop.example'] }. Default: an account with the usual subnets and no certificate. --account outranks it.",
        t.union([t.string, t.UnknownRecord])
      ),
      refused: described(
        'Codes of what the manifests should be refused for. Whatever else is refused fails the run.',
        t.readonlyArray(t.string)
      )
    })
  ])
)
export type TestFile = t.TypeOf<typeof TestFile>
