import type { Installation } from '../install.js'
import type { IamAction } from './actions.js'

// We make none of these calls: AWS checks them while it carries out one that we make.
const always: ReadonlyArray<IamAction> = [
  ...(['ec2:DescribeAccountAttributes', 'ec2:DescribeAddresses', 'ec2:DescribeInternetGateways'] as const),
  ...(['ec2:DescribeVpcPeeringConnections', 'ec2:DescribeTags', 'ec2:GetSecurityGroupsForVpc'] as const),
  ...(['ec2:DescribeCoipPools', 'ec2:GetCoipPoolUsage', 'ec2:DescribeIpamPools'] as const),
  ...(['iam:ListServerCertificates', 'iam:GetServerCertificate', 'cognito-idp:DescribeUserPoolClient'] as const)
]

/** What AWS checks besides the calls that are made. */
export const onBehalf = ({ enableWaf, enableWafv2, gates, defaultPcaArn }: Installation): ReadonlyArray<IamAction> => [
  ...always,
  ...(enableWaf || enableWafv2 ? (['elasticloadbalancing:SetWebAcl'] as const) : []),
  ...(enableWaf ? (['waf-regional:GetWebACL'] as const) : []),
  ...(enableWafv2 ? (['wafv2:GetWebACL'] as const) : []),
  ...(gates.EnableCertificateManagement && defaultPcaArn !== undefined
    ? (['acm-pca:IssueCertificate', 'acm-pca:GetCertificate', 'acm-pca:ListPermissions'] as const)
    : [])
]
