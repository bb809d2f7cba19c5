"""Everything Qt: the window, its pages and widgets, and the bridge to the services."""
