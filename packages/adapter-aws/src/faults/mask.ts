import { isRedacted, mask, reveal } from '@alb-ingress/core'

/** Every secret inside a value, however deep, in the open: for those who look for them in texts that others wrote. */
export const secretsIn = (value: unknown): ReadonlyArray<string> => {
  if (isRedacted(value)) return [reveal(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : []
}

// A text inside another may be escaped in the manner of the other.
const spellings = (secret: string): ReadonlyArray<string> => [
  ...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
]

const longestFirst = (a: string, b: string): number => b.length - a.length

// AWS repeats what it does not understand: values that fail a check, and of a signature that does not match all that was signed.
const echoes: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [/(?<=\bValue ')[^']*(?=' at '[^']*(?:secret|client_?id)[^']*')/gi, mask],
  [/(?<=\b(?:canonical string|string-to-sign|string to sign)\b)[\s\S]*/i, ` ${mask}`],
  [
    /(?<=\b(?:Credential|Signature|X-Amz-[\w-]*|aws_session_token|SecretAccessKey|SessionToken)\s*[=:]\s*)[^\s,;&'"]+/gi,
    mask
  ],
  // Ids of access keys, and JSON web tokens.
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}\b/g, mask],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, mask]
]

/** A text of AWS without what nobody may read: secrets of the call it is about, and whatever looks like a key, a token or a signature. */
export const withoutSecrets = (text: string, secrets: ReadonlyArray<string> = []): string => {
  const known = secrets.filter((secret) => secret !== '').flatMap(spellings)
  const masked = [...known].sort(longestFirst).reduce((rest, secret) => rest.replaceAll(secret, mask), text)
  return echoes.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), masked)
}
