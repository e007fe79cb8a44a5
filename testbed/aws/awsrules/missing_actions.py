"""Actions that moto does not have."""

import json

from moto.core.responses import ActionResult
from moto.shield.responses import ShieldResponse

from .parts import RS

RS.modify_capacity_reservation = lambda self: ActionResult(
    {
        "DecreaseRequestsRemaining": 2,
        "MinimumLoadBalancerCapacity": self._get_params().get("MinimumLoadBalancerCapacity"),
        "CapacityReservationState": [],
    }
)
RS.describe_capacity_reservation = lambda self: ActionResult(
    {"DecreaseRequestsRemaining": 2, "CapacityReservationState": []}
)
RS.modify_ip_pools = lambda self: ActionResult({"IpamPools": self._get_params().get("IpamPools")})
RS.describe_trust_stores = lambda self: ActionResult({"TrustStores": []})

ShieldResponse.get_subscription_state = lambda self: json.dumps({"SubscriptionState": "INACTIVE"})
