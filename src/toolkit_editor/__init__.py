"""Toolkit Editor: write, review and publish a co-produced toolkit, with its stories kept safe."""
