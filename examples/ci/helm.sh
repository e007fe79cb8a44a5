#!/usr/bin/env bash
# What a chart renders is checked before anybody installs it. It brings no Services and no class: what is missing is assumed, with a hint for each.
set -euo pipefail
helm template shop chart --namespace shop | alb-ingress lint - --max-warnings 0
helm template shop chart --namespace shop | alb-ingress model --manifests - --assume-missing
helm template shop chart --namespace shop | alb-ingress route GET https://shop.example.com/ --manifests - --assume-missing
