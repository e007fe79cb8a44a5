import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { desiredGraph, type Graph } from '../../src/render/graph.js'
import { graphMermaid, mermaidText } from '../../src/render/graph-mermaid.js'
import { planGraph } from '../../src/render/graph-plan.js'
import { anIngress } from '../assume/lone.js'
import { carriedOut, groupsOf, planFrom } from './drawn.js'

const group = { 'group.name': 'front' }

test('a group of two, before and after one of them moves', () => {
  const cart = anIngress({ name: 'cart', annotations: group, hosts: ['cart.example'] })
  const before = groupsOf(cart, anIngress({ name: 'blog', annotations: group, hosts: ['blog.example'] }))
  const after = groupsOf(cart, anIngress({ name: 'blog', annotations: group, hosts: ['news.example'] }))
  const observed = carriedOut(before)
  expect(graphMermaid(planGraph(after, observed, planFrom(observed, after)))).toMatchInlineSnapshot(`
    "flowchart LR
      n1(["Ingress shop/blog"])
      n2(["Ingress shop/cart"])
      n3{{"group front"}}
      n4[["load balancer k8s-front-8308be13e6<br>internal, ipv4"]]
      n5("listener HTTP 80")
      n6[("target group k8s-shop-web-bfcb040082<br>instance, HTTP")]
      n7[("target group k8s-shop-web-213bd32056<br>instance, HTTP")]
      n8["1 news.example /#42; (added)"]:::added
      n9["2 cart.example /#42;"]
      n10["otherwise<br>404 text/plain"]
      n11(["Service shop/web<br>assumed"]):::assumed
      n12["1 blog.example /#42; (removed)"]:::removed
      n1 --> n3
      n2 --> n3
      n3 --> n4
      n4 --> n5
      n5 ==> n8
      n8 ==> n6
      n5 --> n9
      n9 --> n7
      n5 --> n10
      n6 -->|":80"| n11
      n7 -->|":80"| n11
      n5 -.-> n12
      n12 -.-> n6
      classDef added fill:#d3f0d8,stroke:#1a7f37,color:#0b3d1a
      classDef removed fill:#ffd7d5,stroke:#cf222e,color:#6e0f17,stroke-dasharray:4 3
      classDef assumed stroke-dasharray:2 3
    "
  `)
})

test('an empty graph is a graph', () => {
  expect(graphMermaid(desiredGraph([]))).toBe('flowchart LR\n')
})

describe('a text', () => {
  test.each([
    {
      name: 'words stay words',
      given: 'team-a/cart_2:80 of shop.example, once',
      expected: 'team-a/cart_2:80 of shop.example, once'
    },
    { name: 'letters of other alphabets stay', given: 'Prüfung 検査', expected: 'Prüfung 検査' },
    { name: 'a quotation mark ends no label', given: 'a"] --> b["', expected: 'a#34;#93; #45;#45;#62; b#91;#34;' },
    { name: 'tags are none', given: '<script>', expected: '#60;script#62;' },
    { name: 'a backtick ends no fence', given: '```', expected: '#96;#96;#96;' },
    { name: 'a number sign begins no entity', given: '#quot;', expected: '#35;quot#59;' },
    { name: 'nothing becomes emphasis', given: '*a* _b_', expected: '#42;a#42; #95;b#95;' },
    { name: 'nothing becomes a list', given: '1. a', expected: '1#46; a' },
    { name: 'nothing becomes a link', given: 'https://a www.b', expected: 'https#58;//a www#46;b' },
    { name: 'a directive is none', given: '%%{init: {}}%%', expected: '#37;#37;#123;init: #123;#125;#125;#37;#37;' },
    { name: 'a line break is shown as such', given: 'a\nb', expected: 'a#92;u#123;a#125;b' }
  ])('$name', ({ given, expected }) => {
    expect(mermaidText(given)).toBe(expected)
  })
})

test('whatever a text says, it stays inside its label', () => {
  const lineOf = /^ {2}n\d+\(\["[\p{L}\p{N} /.,:_#;()-]*(?:<br>[\p{L}\p{N} /.,:_#;()-]*)*"\]\)$/u
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, line) => {
      const node = { id: title, kind: 'ingress', title, lines: [line], notes: [], state: 'same' } as const
      const graph: Graph = {
        from: 'files',
        nodes: [node],
        edges: [{ from: title, to: title, label: line, state: 'same' }]
      }
      const [first, label = '', edge = '', ...rest] = graphMermaid(graph).split('\n')
      expect({ first, rest }).toEqual({ first: 'flowchart LR', rest: [''] })
      expect(label).toMatch(lineOf)
      expect(edge).toMatch(/^ {2}n1 -->\|"[\p{L}\p{N} /.,:_#;()-]*"\| n1$/u)
    })
  )
})
