"""Rules: sorted, within their quota; SetRulePriorities moves all at once; regular expressions, transforms, tokens."""

from moto.core.responses import ActionResult

from .parts import B, LI, RS, Err, M, Q, after, before, body
from .target_groups import check_tgs


def create_rule(self, listener_arn, conditions, priority, actions, tags=None):
    lis = self.describe_listeners(None, [listener_arn])
    lb = self.load_balancers[lis[0].load_balancer_arn]
    if not 1 <= int(priority) <= 50000:
        raise Err("ValidationError", "Priority must be between 1 and 50000 inclusive")
    n = sum(
        (
            len(c.get("Values") or [])
            if not any(k.endswith("Config") for k in c)
            else sum(
                len(v.get("Values") or []) + len(v.get("RegexValues") or [])
                for k, v in c.items()
                if k.endswith("Config")
            )
        )
        for c in conditions
    )
    if n > 5:
        raise Err("ValidationError", "A rule can have at most 5 condition values")
    if Q["ENFORCE_QUOTAS"] and sum(len(li._non_default_rules) for li in lb.listeners.values()) >= Q["MAX_RULES"]:
        raise Err("TooManyRules", "The maximum number of rules on load balancer has been reached")
    check_tgs(self, lb.arn, actions)


before(B, "create_rule", create_rule)


def mod_rule(self, rule_arn, conditions, actions):
    check_tgs(
        self,
        self.describe_listeners(None, [self.describe_rules(None, [rule_arn])[0].listener_arn])[0].load_balancer_arn,
        actions,
    )


before(B, "modify_rule", mod_rule)
LI.rules = property(
    lambda s: M.OrderedDict(
        sorted(s._non_default_rules.items(), key=lambda kv: int(kv[1].priority))
        + [(r.arn, r) for r in s._default_rule.values()]
    )
)


def del_rule(self, arn):
    for lb in self.load_balancers.values():
        for li in lb.listeners.values():
            if any(r.arn == arn for r in li._default_rule.values()):
                raise Err("OperationNotPermitted", "Default rule cannot be deleted")
            if arn in li._non_default_rules:
                return
    raise M.RuleNotFoundError()


before(B, "delete_rule", del_rule)


def set_prios(self, rule_priorities):
    want = {p["RuleArn"]: int(p["Priority"]) for p in rule_priorities}
    if len(set(want.values())) < len(want):
        raise M.DuplicatePriorityError(next(iter(want.values())))
    rules = self.describe_rules(None, list(want))
    li = self.describe_listeners(None, [rules[0].listener_arn])[0]
    taken = {
        int(r.priority) for r in li._non_default_rules.values() if r.arn not in want
    }  # AWS: moves among the given rules are allowed
    if taken & set(want.values()):
        raise M.PriorityInUseError()
    for r in rules:
        r.priority = want[r.arn]
    return rules


B.set_rule_priorities = set_prios


def regex_ok(orig):
    def w(self, c):
        cfg = next((v for k, v in c.items() if k.endswith("Config")), None)
        if cfg and cfg.get("RegexValues") and not cfg.get("Values"):
            return
        return orig(self, c)

    return w


for n in ("host_header", "http_header", "path_pattern"):
    setattr(B, f"_validate_{n}_condition", regex_ok(getattr(B, f"_validate_{n}_condition")))
orig_va = B._validate_actions
B._validate_actions = lambda self, actions: orig_va(self, [a for a in actions if a.type != "jwt-validation"])


def keep_transforms(self, r, *a, **k):
    p = self._get_params()
    for rule in body(r)["Rules"]:
        if p.get("ResetTransforms") in (True, "true"):
            rule.transforms = []
        elif p.get("Transforms"):
            rule.transforms = p["Transforms"]


after(RS, "create_rule", keep_transforms)
orig_mr = RS.modify_rule


def modify_rule(self):
    p = self._get_params()
    if not p.get("Conditions") and not p.get("Actions") and ("Transforms" in p or "ResetTransforms" in p):
        r = ActionResult({"Rules": self.elbv2_backend.describe_rules(None, [p["RuleArn"]])})
    else:
        r = orig_mr(self)
    keep_transforms(self, r)
    return r


RS.modify_rule = modify_rule
