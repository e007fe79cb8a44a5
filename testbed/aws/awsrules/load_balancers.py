"""Load balancers: the same name and settings are idempotent, two zones, known security groups, quota, deletion protection."""

import hashlib
import time

from .attributes import LB_ATTRS
from .parts import B, LB, Err, Q, before

orig_create_lb = B.create_load_balancer


def create_lb(
    self,
    name,
    security_groups,
    subnet_ids,
    subnet_mappings=None,
    scheme="internet-facing",
    loadbalancer_type=None,
    ip_address_type="ipv4",
    tags=None,
):
    scheme, kind = scheme or "internet-facing", loadbalancer_type or "application"
    ids = list(subnet_ids) + [m["SubnetId"] for m in subnet_mappings or []]
    if len(name) > 32:
        raise Err("ValidationError", f"The load balancer name '{name}' cannot be longer than '32' characters")
    for lb in self.load_balancers.values():
        if lb.name == name:
            if lb.scheme == scheme and lb.type == kind and {s.id for s in lb.subnets} == set(ids):
                return lb
            raise Err(
                "DuplicateLoadBalancerName",
                f"A load balancer with the same name '{name}' exists, but with different settings",
            )
    if Q["ENFORCE_QUOTAS"] and len(self.load_balancers) >= Q["MAX_LBS"]:
        raise Err("TooManyLoadBalancers", "The maximum number of load balancers has been reached")
    subs = []
    for i in ids:
        try:
            subs.append(self.ec2_backend.get_subnet(i))
        except Exception:
            raise Err("SubnetNotFound", f"The subnet ID '{i}' is not found")
    if kind == "application" and len({s.availability_zone for s in subs}) < 2:
        raise Err("ValidationError", "At least two subnets in two different Availability Zones must be specified")
    if len({s.availability_zone for s in subs}) < len(subs):
        raise Err(
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        )
    for g in security_groups:
        if self.ec2_backend.get_security_group_from_id(g) is None:
            raise Err("InvalidSecurityGroup", f"Security group {g} does not exist")
    if kind == "application" and not security_groups:
        security_groups = [self.ec2_backend.get_default_security_group(subs[0].vpc_id).id]
    real = ip_address_type
    lb = orig_create_lb(
        self,
        name,
        security_groups,
        subnet_ids,
        subnet_mappings,
        scheme,
        kind,
        "dualstack" if real == "dualstack-without-public-ipv4" else real,
        tags,
    )
    lb.ip_address_type, lb.attrs, lb.born = real, dict(LB_ATTRS), time.time()
    lb.dns_name = f"{'internal-' if scheme == 'internal' else ''}{name}-{int(hashlib.sha1(lb.arn.encode()).hexdigest()[:8], 16)}.{self.region_name}.elb.amazonaws.com"
    return lb


B.create_load_balancer = create_lb


def activate(self):
    if self.state == "provisioning" and time.time() - getattr(self, "born", 0) >= Q["PROVISION_S"]:
        self.state = "active"


LB.activate = activate


def del_lb(self, arn):
    lb = self.load_balancers.get(arn)
    if lb and lb.attrs.get("deletion_protection.enabled") == "true":
        raise Err(
            "OperationNotPermitted", f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        )


before(B, "delete_load_balancer", del_lb)
orig_set_ip = B.set_ip_address_type


def set_ip(self, arn, ip_type):
    orig_set_ip(self, arn, "dualstack" if ip_type == "dualstack-without-public-ipv4" else ip_type)
    self.load_balancers[arn].ip_address_type = ip_type


B.set_ip_address_type = set_ip
