import { describe, expect, test } from 'vitest'
import { overlap, reachOf } from '../../src/plan/rule-overlap.js'
import type { Condition } from '../../src/resources/condition.js'

const host = (...values: ReadonlyArray<string>): Condition => ({ field: 'host-header', values })
const path = (...values: ReadonlyArray<string>): Condition => ({ field: 'path-pattern', values })
const method = (...values: ReadonlyArray<string>): Condition => ({ field: 'http-request-method', values })

describe('whether a request may fit two rules', () => {
  test.each<{ name: string; a: ReadonlyArray<Condition>; b: ReadonlyArray<Condition>; expected: boolean }>([
    { name: 'two paths', a: [path('/a')], b: [path('/b')], expected: false },
    { name: 'one path', a: [path('/a')], b: [path('/b', '/a')], expected: true },
    { name: 'a path below another', a: [path('/a/b')], b: [path('/a/*')], expected: true },
    { name: 'a path beside another', a: [path('/ab')], b: [path('/a/*')], expected: false },
    { name: 'two patterns of which one is wider', a: [path('/a/*')], b: [path('/*')], expected: true },
    { name: 'two patterns that begin otherwise', a: [path('/a/*')], b: [path('/b/*')], expected: false },
    { name: 'two patterns that may meet behind their stars', a: [path('/*/x')], b: [path('/a*')], expected: true },
    { name: 'hosts, whose case makes no difference', a: [host('A.example')], b: [host('a.example')], expected: true },
    {
      name: 'two hosts with one path',
      a: [host('a.example'), path('/')],
      b: [host('b.example'), path('/')],
      expected: false
    },
    { name: 'a host and all that end like it', a: [host('a.example')], b: [host('*.example')], expected: true },
    { name: 'what says nothing', a: [], b: [host('a.example')], expected: true },
    { name: 'two methods', a: [method('GET')], b: [method('POST', 'PUT')], expected: false },
    { name: 'conditions of which all must hold', a: [path('/a'), path('/b')], b: [path('/a')], expected: false },
    {
      name: 'a regular expression, which may fit anything',
      a: [{ field: 'path-pattern', regexValues: ['^/a$'] }],
      b: [path('/b')],
      expected: true
    },
    {
      name: 'other conditions, which may hold together',
      a: [{ field: 'source-ip', values: ['10.0.0.0/8'] }],
      b: [{ field: 'source-ip', values: ['192.0.2.0/24'] }],
      expected: true
    }
  ])('$name', ({ a, b, expected }) => {
    expect(overlap(reachOf(a), reachOf(b))).toBe(expected)
    expect(overlap(reachOf(b), reachOf(a))).toBe(expected)
  })
})
