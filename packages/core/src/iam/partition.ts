/** The partition that a region is in, as its name tells. */
export const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  if (region.startsWith('eusc-')) return 'aws-eusc'
  const isolated = /^(?:us|eu)-iso([bef]?)-/.exec(region)
  if (isolated === null) return 'aws'
  return isolated[1] === '' ? 'aws-iso' : `aws-iso-${isolated[1]}`
}
