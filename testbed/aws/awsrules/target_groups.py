"""Target groups: for one load balancer only, idempotent creation, attributes; targets are (id, port)."""

import time

from .attributes import TG_ATTRS
from .parts import B, RS, TG, Err, M, Q, after, body, tgs_of

TG.load_balancer_arns = property(
    lambda s: [
        lb.arn
        for lb in M.elbv2_backends[s.account_id][s.region_name].load_balancers.values()
        if any(s.arn in tgs_of(r.actions) for li in lb.listeners.values() for r in li.rules.values())
    ],
    lambda s, v: None,
)


def check_tgs(self, lb_arn, actions):
    arns = set(tgs_of(actions))
    for a in arns:
        tg = self.target_groups.get(a)
        other = [x for x in (tg.load_balancer_arns if tg else []) if x != lb_arn]
        if other:
            raise Err(
                "TargetGroupAssociationLimit",
                f"The following target groups cannot be associated with more than one load balancer: {a}",
            )
    if (
        Q["ENFORCE_QUOTAS"]
        and len(
            arns
            | {
                t
                for li in self.load_balancers[lb_arn].listeners.values()
                for r in li.rules.values()
                for t in tgs_of(r.actions)
            }
        )
        > Q["MAX_TGS_PER_LB"]
    ):
        raise Err(
            "TooManyUniqueTargetGroupsPerLoadBalancer",
            "The maximum number of unique target groups per load balancer has been reached",
        )


orig_create_tg = B.create_target_group


def create_tg(self, name, **kw):
    for tg in self.target_groups.values():
        if tg.name == name and all(
            str(getattr(tg, a)) == str(kw.get(b))
            for a, b in (
                ("vpc_id", "vpc_id"),
                ("protocol", "protocol"),
                ("port", "port"),
                ("target_type", "target_type"),
            )
            if kw.get(b) is not None
        ):
            return tg
    if Q["ENFORCE_QUOTAS"] and len(self.target_groups) >= Q["MAX_TGS"]:
        raise Err("TooManyTargetGroups", "The maximum number of target groups has been reached")
    if kw.get("protocol_version") == "GRPC":
        kw["matcher"] = kw.get("matcher") or {"GrpcCode": "12"}
        kw["healthcheck_path"] = kw.get("healthcheck_path") or "/AWS.ALB/healthcheck"
    tg = orig_create_tg(self, name, **kw)
    tg.healthy_threshold_count, tg.attributes = kw.get("healthy_threshold_count") or "5", (
        {"lambda.multi_value_headers.enabled": "false"} if tg.target_type == "lambda" else dict(TG_ATTRS)
    )
    return tg


B.create_target_group = create_tg


def reg(self, targets):
    for t in targets:
        port = int(t.get("Port") or self.port or 0)
        self.targets[(t["Id"], port)] = {**t, "Id": t["Id"], "Port": port}
        self.deregistered_targets.pop((t["Id"], port), None)


def dereg(self, targets):
    for t in targets:  # AWS: no error for one that is not registered
        for k in [k for k in self.targets if k[0] == t["Id"] and (not t.get("Port") or k[1] == int(t["Port"]))]:
            self.deregistered_targets[k] = {**self.targets.pop(k), "until": time.time() + Q["DRAIN_S"]}


TG.register, TG.deregister = reg, dereg


def tg_more(self, r, *a, **k):
    p = self._get_params()
    for tg in body(r)["TargetGroups"]:
        if p.get("TargetControlPort"):
            tg.target_control_port = p["TargetControlPort"]
        if (p.get("Matcher") or {}).get("GrpcCode"):
            tg.matcher = {"GrpcCode": p["Matcher"]["GrpcCode"]}


after(RS, "create_target_group", tg_more)
after(RS, "modify_target_group", tg_more)
orig_mod_tga = B.modify_target_group_attributes


def mod_tga(self, arn, attributes):
    tg = self.target_groups.get(arn)
    for k in attributes if tg else ():
        if k not in TG_ATTRS and k not in ("lambda.multi_value_headers.enabled",):
            raise Err("ValidationError", f"Target group attribute key '{k}' is not recognized")
    keep = attributes.get("deregistration_delay.timeout_seconds")
    if keep == "3600" and tg:
        attributes = {k: v for k, v in attributes.items() if k != "deregistration_delay.timeout_seconds"}
        tg.attributes["deregistration_delay.timeout_seconds"] = keep
    orig_mod_tga(self, arn, attributes)


B.modify_target_group_attributes = mod_tga
orig_delete_tg = B.delete_target_group


def delete_tg(self, target_group_arn):
    if target_group_arn in self.target_groups:  # AWS: no error for one that is gone
        orig_delete_tg(self, target_group_arn)


B.delete_target_group = delete_tg
