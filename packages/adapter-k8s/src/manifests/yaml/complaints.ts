import type { ErrorCode } from 'yaml'

interface Complaint {
  readonly message: string
  readonly hint: string
}

const indentation: Complaint = {
  message: 'The indentation of this line does not fit the lines above it.',
  hint: 'Indent all members of a map, and all items of a list, by the same number of blanks.'
}
const quotes: Complaint = {
  message: 'Something follows where a value has already ended, or a quote or bracket is not closed.',
  hint: 'Close quotes and brackets; put a value that holds quotes into quotes of the other kind, or into a block (key: |-).'
}
const alias: Complaint = {
  message: 'An anchor (&name) or alias (*name) is not well formed.',
  hint: 'Quote a text that starts with & or *.'
}
const tag: Complaint = {
  message: 'A tag (!name) is not well formed.',
  hint: 'Quote a text that starts with an exclamation mark.'
}

// In our words, because the parser's own messages repeat what the document says, and that may be a secret.
const complaints: Partial<Record<ErrorCode, Complaint>> = {
  TAB_AS_INDENT: { message: 'A tab indents this line.', hint: 'YAML indents with blanks only: replace the tab.' },
  BAD_INDENT: indentation,
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A second "key:" stands in one line, or this line is indented deeper than its map.',
    hint: 'Quote a value that holds a colon and a blank; indent all members of a map alike.'
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A line is no "key: value": the colon after the key is missing, or the line belongs to another level.',
    hint: 'Write "key: value", with a blank after the colon, and check the indentation.'
  },
  BLOCK_IN_FLOW: {
    message: 'An indented block stands inside { } or [ ].',
    hint: 'Close the bracket first, or write the whole value with brackets.'
  },
  BAD_SCALAR_START: {
    message: 'A value starts with a character that YAML keeps for itself.',
    hint: 'Quote a value that starts with @, a backtick, %, | or >.'
  },
  BAD_DQ_ESCAPE: {
    message: 'A backslash in double quotes starts no escape that YAML knows.',
    hint: 'Use single quotes, or double the backslash.'
  },
  RESOURCE_EXHAUSTION: {
    message: 'The document is nested too deep.',
    hint: 'Check for brackets that are never closed.'
  },
  BAD_DIRECTIVE: { message: 'A directive (%…) cannot be understood.', hint: 'Remove the line: Kubernetes needs none.' },
  MISSING_CHAR: quotes,
  UNEXPECTED_TOKEN: quotes,
  BAD_ALIAS: alias,
  ALIAS_PROPS: alias,
  MULTIPLE_ANCHORS: alias,
  TAG_RESOLVE_FAILED: tag,
  MULTIPLE_TAGS: tag
}

const unknown: Complaint = {
  message: 'This is neither YAML nor JSON.',
  hint: 'Check the line, and the one above it.'
}

export const complaintOf = (code: ErrorCode): Complaint => complaints[code] ?? unknown
