import { type Diagnostic, diagnostic, type Failure, fault, type ObjectRef, type Step } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { bindingEvents, failureEvents, findingEvents, frozenEvents, type ObjectEvent } from '../../src/loop/events.js'

const cart: ObjectRef = { kind: 'Ingress', namespace: 'shop', name: 'cart' }
const members = ['shop/cart', 'shop/web']
const denied = fault('denied', 'AccessDenied', 'CreateRule', 'not allowed')

const finding = (message: string, object: ObjectRef = cart): Diagnostic =>
  diagnostic('annotation/value', { object, path: [] }, message, 'Mend it.')

const awsStep = { id: 'CreateRule', stack: 'shop/cart', causes: [], on: 'aws' } as unknown as Step
const writeStep = (write: string): Step =>
  ({ id: write, stack: 'shop/cart', causes: [], on: 'kubernetes', write: { write, object: cart } }) as unknown as Step
const failing = (step: Step): Failure => ({ step, fault: denied, replan: false })

const shown = (events: ReadonlyArray<ObjectEvent>): ReadonlyArray<string> =>
  events.map(({ object, type, reason, message }) => `${type} ${object.name} ${reason}: ${message}`)

describe('what was noticed', () => {
  test('is an event on the Ingress that it is about, with what to do', () => {
    expect(shown(findingEvents([finding('It is wrong.')]))).toEqual([
      'Warning cart AnnotationValue: It is wrong. Mend it.'
    ])
  })

  test('about a class or a Secret is no event of an Ingress, and neither is a hint', () => {
    const hint = diagnostic('annotation/former', { object: cart, path: [] }, 'Old.', 'Write it anew.')
    expect(findingEvents([finding('Wrong.', { kind: 'Secret', namespace: 'shop', name: 'log-in' }), hint])).toEqual([])
  })

  test('is cut where the API server would refuse it, and kept on one line', () => {
    const [event] = findingEvents([finding(`${'very '.repeat(400)}long\nand broken`)])
    expect(event?.message.length).toBe(1024)
    expect(event?.message).not.toContain('\n')
  })

  test('freezes a group for all of its members: each hears the first reason, and how many more there are', () => {
    expect(shown(frozenEvents(members, [finding('It is wrong.'), finding('And this.')]))).toEqual([
      'Warning cart FailedBuildModel: Failed build model due to It is wrong. And 1 more.',
      'Warning web FailedBuildModel: Failed build model due to It is wrong. And 1 more.'
    ])
  })
})

describe('a step that failed', () => {
  test.each([
    ['addFinalizer', 'FailedAddFinalizer'],
    ['removeFinalizer', 'FailedRemoveFinalizer'],
    ['status', 'FailedUpdateStatus']
  ])('%s is told to the Ingress that it is about, as %s', (write, reason) => {
    expect(
      failureEvents(members, [failing(writeStep(write))]).map((event) => [event.object.name, event.reason])
    ).toEqual([['cart', reason]])
  })

  test('on AWS is told to all members, once however many fail with it', () => {
    expect(shown(failureEvents(members, [failing(awsStep), failing(awsStep), failing(awsStep)]))).toEqual([
      'Warning cart FailedDeployModel: Failed deploy model due to CreateRule: AccessDenied: not allowed; 2 more steps failed',
      'Warning web FailedDeployModel: Failed deploy model due to CreateRule: AccessDenied: not allowed; 2 more steps failed'
    ])
  })
})

describe('a binding', () => {
  const binding: ObjectRef = { kind: 'TargetGroupBinding', namespace: 'shop', name: 'web-1' }
  const report = { done: ['RegisterTargets'], failed: [], skipped: [], outcomes: new Map() }

  test('has the reasons of the reference', () => {
    const missing = diagnostic('binding/backend-not-found', { object: binding, path: [] }, 'Gone.', 'Make it.')
    expect(shown(bindingEvents(binding, [missing], { ...report, done: [] }))).toEqual([
      'Warning web-1 BackendNotFound: Gone. Make it.'
    ])
    expect(shown(bindingEvents(binding, [], report))).toEqual([
      'Normal web-1 SuccessfullyReconciled: Successfully reconciled'
    ])
  })

  test('that is no object is told nothing', () => {
    expect(bindingEvents(undefined, [], report)).toEqual([])
  })
})
