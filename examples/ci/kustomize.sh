#!/usr/bin/env bash
# The plan for an overlay, and a picture of it. Status 2 of `plan` says that there are changes.
set -euo pipefail
kustomize build overlays/staging | alb-ingress plan --manifests - --account account.json --assume-missing || [ $? -eq 2 ]
kustomize build overlays/staging | alb-ingress graph --manifests - --account account.json --assume-missing --format svg > staging.svg
