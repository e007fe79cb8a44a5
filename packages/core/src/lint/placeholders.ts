const patterns: ReadonlyArray<RegExp> = [
  // <ACM_ARN>, <your-certificate>: angle brackets stand in no name of AWS.
  /<[A-Za-z][\w .:/-]*>/,
  // ${VAR}, $(VAR), {{ value }}, and {%…%} of tools that fill in.
  /\$\{[^}]*\}/,
  /\$\([A-Za-z_][\w.]*\)/,
  // A variable of a shell alone, or between commas.
  /(?:^|[,:/@])\$[A-Za-z_]\w*/,
  /\{\{.*?\}\}/s,
  /\{%.*?%\}/s,
  /\b(?:REPLACE[-_ ]?(?:ME|THIS|WITH)|CHANGE[-_ ]?(?:ME|THIS)|FILL[-_ ]?(?:ME|IN)|INSERT[-_ ]\w+[-_ ]HERE)\w*/i,
  /\b(?:TODO|FIXME|TBD)\b/,
  /\bYOUR[-_](?:\w+[-_])*(?:ARN|ID|CERT\w*|DOMAIN\w*|ACCOUNT\w*|REGION|SUBNET\w*|BUCKET\w*|VPC\w*|SG|SECURITY\w*|HOST\w*|POOL\w*|CLIENT\w*|CLUSTER\w*)\b/i,
  // XXXX in place of digits of an account, an id or an ARN.
  /x{4,}/i,
  // What documentation puts in the place of an id.
  /^(?:subnet|security group|certificate|account)s?[- ](?:id|arn|name)s?$/i
]

// SOME_NAME, as templates write what is to be filled in: two words at least, by themselves or between signs.
const upperCase = /(?:^|(?<=[./:,@-]))[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?=$|[./:,@-])/

/** The first piece of a text that somebody was to replace. `isName`: people choose it, and may choose capitals. */
export const placeholderIn = (text: string, isName = false): string | undefined => {
  for (const pattern of isName ? patterns : [...patterns, upperCase]) {
    const found = pattern.exec(text)
    if (found !== null) return found[0]
  }
  return undefined
}
