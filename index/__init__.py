"""Keeping and finding: the catalogue (truth) and the searchable generations made from it."""
