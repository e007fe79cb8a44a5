// The same without a test runner: every question is a function that gives a value.
import { anAccount, checkRequest, destinationOf, loadBalancerFrom } from '@alb-ingress/testing'

const account = anAccount({ certificates: [['shop.example', '*.shop.example']] })
const alb = await loadBalancerFrom(new URL('manifests', import.meta.url), account)

console.log(destinationOf(alb, 'GET https://shop.example/'))

const { passed, message } = checkRequest(alb, 'GET https://shop.example/cart', { service: 'shop/cart:80' })
if (!passed) console.log(message)
