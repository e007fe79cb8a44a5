"""The parts of moto that the rules change, and three ways to change them."""

import os
import sys

import moto
import moto.elbv2.models as M
import moto.elbv2.responses as R
from moto.elbv2.exceptions import ELBClientError as Err

# The rules reach into moto's inside: with another version they would fail late and oddly.
if moto.__version__ != "5.2.5":
    sys.exit(f"these rules are written for moto 5.2.5, found {moto.__version__}")

defaults = dict(
    MAX_RULES=100, MAX_LBS=50, MAX_TGS=3000, MAX_TGS_PER_LB=100, DRAIN_S=0, PROVISION_S=0, ENFORCE_QUOTAS=1
)
Q = {name: int(os.environ.get(name, value)) for name, value in defaults.items()}
B, RS, TG, LI, LB = M.ELBv2Backend, R.ELBV2Response, M.FakeTargetGroup, M.FakeListener, M.FakeLoadBalancer
M.ALLOWED_ACTIONS.append("jwt-validation")


def after(cls, name, f):  # runs f(self, result, …) after the original
    orig = getattr(cls, name)

    def w(self, *a, **k):
        r = orig(self, *a, **k)
        x = f(self, r, *a, **k)
        return r if x is None else x

    setattr(cls, name, w)


def before(cls, name, f):
    orig = getattr(cls, name)

    def w(self, *a, **k):
        f(self, *a, **k)
        return orig(self, *a, **k)

    setattr(cls, name, w)


def body(r):
    return r.result if hasattr(r, "result") else r._result


def tgs_of(actions):
    for a in actions:
        d = a.data if hasattr(a, "data") else a
        if d.get("Type") == "forward":
            if d.get("TargetGroupArn"):
                yield d["TargetGroupArn"]
            yield from (t["TargetGroupArn"] for t in (d.get("ForwardConfig") or {}).get("TargetGroups", []))
