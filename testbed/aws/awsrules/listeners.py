"""Listeners: one a port, a certificate for HTTPS, SNI certificates kept apart, mutual authentication, attributes."""

import hashlib

from .attributes import LI_ATTRS, LI_HTTPS
from .parts import B, LI, RS, Err, M, Q, R, after, before, body
from .target_groups import check_tgs


def listener_init(self, *a, **k):
    d = "arn:" + self.arn
    r = self._default_rule[0]
    r.arn = self.arn.replace(":listener/", ":listener-rule/") + "/" + hashlib.sha1(d.encode()).hexdigest()[:16]
    self.attributes = {**LI_ATTRS, **(LI_HTTPS if self.protocol == "HTTPS" else {})}
    if self.protocol == "HTTP":
        self.ssl_policy = None


orig_li = LI.__init__


def li_init(self, *a, **k):
    orig_li(self, *a, **k)
    listener_init(self)


LI.__init__ = li_init


def create_li(self, load_balancer_arn, protocol, port, ssl_policy, certificate, actions, *a, **k):
    lb = self.load_balancers.get(load_balancer_arn)
    if not lb:
        return
    if any(str(li.port) == str(port) for li in lb.listeners.values()):
        raise Err("DuplicateListener", "A listener already exists on this port for this load balancer")
    if protocol == "HTTPS" and not certificate:
        raise Err("CertificateNotFound", "A certificate must be specified for HTTPS listeners")
    if protocol == "HTTPS" and ssl_policy not in R.SSL_POLICIES:
        raise Err("SSLPolicyNotFound", f"SSL policy '{ssl_policy}' not found")
    if Q["ENFORCE_QUOTAS"] and len(lb.listeners) >= 50:
        raise Err("TooManyListeners", "The maximum number of listeners has been reached")
    check_tgs(self, load_balancer_arn, actions)


before(B, "create_listener", create_li)
orig_mod_li = B.modify_listener


def mod_li(self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
    li = self.describe_listeners(None, [arn])[0]
    sni = li.certificates[1:]
    check_tgs(self, li.load_balancer_arn, actions or [])
    li = orig_mod_li(self, arn, port, protocol, ssl_policy, certificates, actions)
    if certificates:
        li.certificates = [certificates[0]["CertificateArn"]] + sni  # AWS keeps the SNI list
    return li


B.modify_listener = mod_li


def add_certs(self, arn, certificates):
    li = self.describe_listeners(None, [arn])[0]
    new = [c["CertificateArn"] for c in certificates if c["CertificateArn"] not in li.certificates[1:]]
    if Q["ENFORCE_QUOTAS"] and len(li.certificates) - 1 + len(new) > 25:
        raise M.TooManyCertificatesError()
    li.certificates.extend(new)
    return [c["CertificateArn"] for c in certificates]


B.add_listener_certificates = add_certs


def rm_certs(self, arn, certificates):
    li = self.describe_listeners(None, [arn])[0]
    drop = {c["CertificateArn"] for c in certificates}
    li.certificates = li.certificates[:1] + [c for c in li.certificates[1:] if c not in drop]


B.remove_listener_certificates = rm_certs


def mutual(self, r, *a, **k):
    p = self._get_params()
    for li in body(r)["Listeners"]:
        if p.get("MutualAuthentication"):
            li.mutual_authentication = p["MutualAuthentication"]
        elif li.protocol == "HTTPS" and not getattr(li, "mutual_authentication", None):
            li.mutual_authentication = {"Mode": "off"}


after(RS, "create_listener", mutual)
after(RS, "modify_listener", mutual)


class View:  # a listener as DescribeListeners shows it: the default certificate only
    def __init__(self, li):
        self.__dict__.update(li.__dict__)
        self.certificates = li.certificates[:1]


for n in ("create_listener", "modify_listener", "describe_listeners"):
    after(RS, n, lambda self, r, *a, **k: body(r).__setitem__("Listeners", [View(x) for x in body(r)["Listeners"]]))


def mod_lia(self, listener_arn, attrs):
    li = self.describe_listeners(None, [listener_arn])[0]
    for a in attrs:
        if a["Key"] not in li.attributes:
            raise Err("InvalidConfigurationRequest", f"Listener attribute key '{a['Key']}' is not recognized")


before(B, "modify_listener_attributes", mod_lia)
