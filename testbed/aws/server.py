"""moto's server with more of AWS's rules for load balancers, on a free port of 127.0.0.1, until standard input ends.

Prints the port when it listens. Environment, with defaults in awsrules/parts.py: MAX_RULES, MAX_LBS, MAX_TGS,
MAX_TGS_PER_LB, ENFORCE_QUOTAS; DRAIN_S (so long a deregistered target drains), PROVISION_S (so long a load balancer is
not active yet).
"""

import os
import sys
import threading

from moto.core.responses import BaseResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

# isort: off
from awsrules import load_balancers, target_groups, target_health, listeners, listener_rules  # noqa: F401
from awsrules import tags_and_pages, missing_actions, security_groups  # noqa: F401

# One call at a time: the server is threaded, moto's dictionaries are not.
lock, call_action = threading.RLock(), BaseResponse.call_action


def one_at_a_time(self):
    with lock:
        return call_action(self)


BaseResponse.call_action = one_at_a_time


class KeepAlive(MotoRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_):
        pass


def serve():
    app = DomainDispatcherApplication(create_backend_app)
    app.debug = True
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=KeepAlive)
    server.daemon_threads = True
    os.environ["MOTO_PORT"] = str(server.server_port)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


serve()
