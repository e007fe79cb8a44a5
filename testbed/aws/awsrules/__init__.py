"""Rules of AWS that an ALB controller meets and that moto lacks or gets wrong, written from AWS's documentation.

Each module changes moto in place when it is imported; the order of imports in server.py matters.
"""
