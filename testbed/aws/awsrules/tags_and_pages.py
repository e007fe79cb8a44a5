"""Pages of 400, 20 ARNs for DescribeTags, 50 tags for a resource; tags of listeners and rules are found too."""

from moto.core.responses import ActionResult

from .parts import B, RS, Err, M, after, before, body


def page(self, key, items, ident):
    size, m = self._get_int_param("PageSize", 400), self._get_param("Marker")
    ids = [ident(x) for x in items]
    i = ids.index(m) + 1 if m in ids else 0
    part = items[i : i + size]
    return ActionResult({key: part, "NextMarker": ident(part[-1]) if part and len(items) > i + size else None})


def d_lbs(self):
    return page(
        self,
        "LoadBalancers",
        list(
            self.elbv2_backend.describe_load_balancers(
                self._get_param("LoadBalancerArns", []), self._get_param("Names", [])
            )
        ),
        lambda x: x.arn,
    )


def d_rules(self):
    return page(
        self,
        "Rules",
        list(self.elbv2_backend.describe_rules(self._get_param("ListenerArn"), self._get_param("RuleArns"))),
        lambda x: x.arn,
    )


RS.describe_load_balancers, RS.describe_rules = d_lbs, d_rules


def d_tgs(self):
    try:
        l = list(
            self.elbv2_backend.describe_target_groups(
                self._get_param("LoadBalancerArn"), self._get_param("TargetGroupArns", []), self._get_param("Names", [])
            )
        )
    except M.TargetGroupNotFoundError:
        if self._get_param("LoadBalancerArn"):
            l = []  # AWS: an empty list
        else:
            raise
    return page(self, "TargetGroups", l, lambda x: x.arn)


RS.describe_target_groups = d_tgs
after(RS, "describe_listeners", lambda self, r: page(self, "Listeners", body(r)["Listeners"], lambda x: x.arn))


def d_tags(self):
    arns = self._get_param("ResourceArns", [])
    if len(arns) > 20:
        raise Err(
            "ValidationError",
            "1 validation error detected: Value at 'resourceArns' failed to satisfy constraint: Member must have length less than or equal to 20",
        )
    for a in arns:
        self.elbv2_backend._get_resource_by_arn(a)


before(RS, "describe_tags", d_tags)


def add_tags(self, resource_arns, tags):
    for a in resource_arns:
        self._get_resource_by_arn(a)
        have = self.tagging_service.get_tag_dict_for_resource(a)
        if len(set(have) | {t["Key"] for t in tags}) > 50:
            raise M.TooManyTagsError()
        self.tagging_service.tag_resource(a, tags)


B.add_tags = add_tags
# tags of deleted things go away; listeners and rules are in GetResources too
orig_iter = B.iter_tagged_resources


def iter_tagged(self):
    yield from orig_iter(self)
    for lb in self.load_balancers.values():
        for li in lb.listeners.values():
            yield M.TaggedResource(
                arn=li.arn,
                tags=self.tagging_service.get_tag_dict_for_resource(li.arn),
                resource_type="elasticloadbalancing:listener",
            )
            for r in li._non_default_rules.values():
                yield M.TaggedResource(
                    arn=r.arn,
                    tags=self.tagging_service.get_tag_dict_for_resource(r.arn),
                    resource_type="elasticloadbalancing:listener-rule",
                )


B.iter_tagged_resources = iter_tagged
