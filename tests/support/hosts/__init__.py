"""Real hosts on this computer for tests: a folder, ssh, https, and git's own daemon.

Each is started on a free port by a `with` and ended by its process id; a program that is missing
skips the test with the reason. See `servers` for what they have in common.
"""
