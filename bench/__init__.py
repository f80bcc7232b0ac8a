"""Dateline beside its peers and its limits, measured in one run."""
