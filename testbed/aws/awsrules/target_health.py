"""Health of targets: healthy once in use, unused before, draining for a while after."""

import time

from .parts import B, M


class Health(M.FakeHealthStatus):
    __module__ = "moto.elbv2.models"

    def __init__(self, t, hport, *a):
        super().__init__(t["Id"], t["Port"], hport, *a)
        self.t = t

    @property
    def target(self):
        return {k: v for k, v in self.t.items() if k in ("Id", "Port", "AvailabilityZone")}


def health(self, arn, targets):
    tg = self.target_groups.get(arn)
    if tg is None:
        raise M.TargetGroupNotFoundError()
    drain = {k: v for k, v in tg.deregistered_targets.items() if v["until"] > time.time()}
    used = bool(tg.load_balancer_arns)
    want = [(t["Id"], int(t.get("Port") or tg.port or 0)) for t in targets] or [*tg.targets, *drain]
    out = []
    for k in want:
        t = tg.targets.get(k) or drain.get(k) or {"Id": k[0], "Port": k[1]}
        hp = str(t["Port"]) if tg.health_check_port == "traffic-port" else tg.health_check_port
        if k in tg.targets:
            out.append(
                Health(t, hp, "healthy")
                if used
                else Health(
                    t,
                    hp,
                    "unused",
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer",
                )
            )
        elif k in drain:
            out.append(
                Health(t, hp, "draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")
            )
        else:
            out.append(Health(t, hp, "unused", "Target.NotRegistered", "Target is not registered to the target group"))
    return out


B.describe_target_health = health
