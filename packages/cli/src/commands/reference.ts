import { annotationReference, annotationsSchema, TE } from '@alb-ingress/core'
import { settled } from '../options/choice.js'
import { referenceFormat } from '../options/declared.js'
import { json } from '../output/findings.js'
import type { CommandSpec } from './command.js'

export const reference: CommandSpec = {
  name: 'reference',
  summary: 'Write the reference of all annotations, as Markdown or as JSON Schema.',
  notes: [
    'The reference is made from the declarations that the program itself works by:',
    '  alb-ingress reference > annotations.md',
    '  alb-ingress reference --format json-schema > annotations.schema.json',
    '',
    'Exit status: 0.'
  ],
  words: [],
  options: [referenceFormat],
  run: (io, choice) => {
    io.out(settled(choice, referenceFormat) === 'json-schema' ? json(annotationsSchema) : annotationReference())
    return TE.right(0)
  }
}
