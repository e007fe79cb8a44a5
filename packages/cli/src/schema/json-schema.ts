import type { Shape } from './shape.js'

type Json = Readonly<Record<string, unknown>>

const types = { text: 'string', number: 'number', boolean: 'boolean', object: 'object' } as const

const bare = (shape: Shape): Json => {
  switch (shape.is) {
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.of) }
    case 'either':
      return { anyOf: shape.of.map(schemaOf) }
    case 'members': {
      const entries = Object.entries(shape.members)
      const required = entries.filter(([, member]) => member.required).map(([name]) => name)
      return {
        type: 'object',
        additionalProperties: false,
        ...(required.length === 0 ? {} : { required }),
        properties: Object.fromEntries(entries.map(([name, member]) => [name, schemaOf(member.shape)]))
      }
    }
    default:
      return { type: types[shape.is] }
  }
}

/** A shape as JSON Schema. Members that a shape does not name are refused, as misspelt ones would be without effect and without a word. */
export const schemaOf = (shape: Shape): Json => ({
  ...(shape.description === undefined ? {} : { description: shape.description }),
  ...bare(shape)
})
