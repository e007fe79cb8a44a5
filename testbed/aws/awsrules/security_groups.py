"""EC2: a security group that something uses cannot be deleted."""

import moto.ec2.models.security_groups as SG
from moto.ec2.exceptions import DependencyViolationError

from .parts import M, before

SGB = SG.SecurityGroupBackend


def del_sg(self, name=None, group_id=None):
    if not group_id:
        return
    e = M.elbv2_backends[self.account_id][self.region_name]
    msg = f"resource {group_id} has a dependent object"
    if any(group_id in lb.security_groups for lb in e.load_balancers.values()):
        raise DependencyViolationError(msg)
    if any(group_id in {g.id for g in eni.group_set} for eni in self.enis.values()):
        raise DependencyViolationError(msg)
    for groups in self.groups.values():
        for g in groups.values():
            if g.id != group_id and any(
                (rule.source_group or {}).get("GroupId") == group_id for rule in g.ingress_rules + g.egress_rules
            ):
                raise DependencyViolationError(msg)


before(SGB, "delete_security_group", del_sg)
